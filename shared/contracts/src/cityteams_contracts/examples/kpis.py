"""Examples of kpis."""

from cityteams_contracts.message import Message


def kpis_examples() -> tuple[Message, ...]:
    """One of each."""
    return ()
