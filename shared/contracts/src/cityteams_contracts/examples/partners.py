"""Examples of partners."""

from cityteams_contracts.message import Message


def partners_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
