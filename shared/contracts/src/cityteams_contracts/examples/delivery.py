"""Examples of delivery."""

from cityteams_contracts.message import Message


def delivery_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
