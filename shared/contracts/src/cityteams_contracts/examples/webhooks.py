"""Examples of webhooks."""

from cityteams_contracts.message import Message


def webhooks_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
