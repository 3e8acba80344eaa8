"""Runs of formation and their proposals: what is kept of them, and what is decided about them. Pure."""
