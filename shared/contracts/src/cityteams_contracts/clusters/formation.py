"""Runs of the formation engine and what they propose."""

__all__: list[str] = []
