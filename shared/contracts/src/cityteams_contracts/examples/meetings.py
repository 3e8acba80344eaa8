"""Examples of meetings."""

from cityteams_contracts.message import Message


def meetings_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
