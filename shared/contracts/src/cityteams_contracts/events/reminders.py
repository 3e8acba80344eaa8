"""Reminders and deadlines that come near; calendar feeds and their tokens."""

__all__: list[str] = []
