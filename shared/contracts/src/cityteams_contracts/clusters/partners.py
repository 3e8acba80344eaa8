"""Partner matching, introductions, and what the texts of worksheets suggest."""

__all__: list[str] = []
