"""What a person wants to hear, how often, and when."""

__all__: list[str] = []
