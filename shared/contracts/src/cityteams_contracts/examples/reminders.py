"""Examples of reminders."""

from cityteams_contracts.message import Message


def reminders_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
