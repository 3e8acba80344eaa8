"""Examples of alliances."""

from cityteams_contracts.message import Message


def alliances_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
