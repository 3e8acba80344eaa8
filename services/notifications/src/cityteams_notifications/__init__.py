"""Notifications: turns what happened into letters, digests and deliveries."""
