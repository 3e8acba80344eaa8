"""Gatherings as they are planned: their sessions, the agenda in progress, its releases, and what is late."""
