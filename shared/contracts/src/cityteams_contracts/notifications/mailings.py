"""Mailings of the secretariat: prepared, tried, approved, stopped."""

__all__: list[str] = []
