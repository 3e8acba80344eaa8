"""Examples of life."""

from cityteams_contracts.message import Message


def life_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
