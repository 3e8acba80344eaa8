"""Examples of preferences."""

from cityteams_contracts.message import Message


def preferences_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
