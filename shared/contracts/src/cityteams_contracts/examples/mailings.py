"""Examples of mailings."""

from cityteams_contracts.message import Message


def mailings_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
