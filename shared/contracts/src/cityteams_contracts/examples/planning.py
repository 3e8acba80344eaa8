"""Examples of planning."""

from cityteams_contracts.message import Message


def planning_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
