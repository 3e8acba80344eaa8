"""Gatherings as they are planned: days, rooms, tracks, sessions, booths, solving, releasing, delays."""

__all__: list[str] = []
