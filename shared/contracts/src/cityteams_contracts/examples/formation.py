"""Examples of formation."""

from cityteams_contracts.message import Message


def formation_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
