"""Who comes: answers, waiting lists, badges, checking in."""

__all__: list[str] = []
