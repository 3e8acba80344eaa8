"""Webhooks: where they may go, what they want, how long they are tried, and what becomes of an endpoint."""
