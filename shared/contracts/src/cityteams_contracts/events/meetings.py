"""Meetings at a Tech Jam."""

__all__: list[str] = []
