"""Examples of attendance."""

from cityteams_contracts.message import Message


def attendance_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
