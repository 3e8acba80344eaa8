"""Examples of preferences."""

from cityteams_contracts.examples.values import LEAD, LETTER, hour
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import Unsubscribe, Unsubscribed


def preferences_examples() -> tuple[Message, ...]:
    """One of each."""
    return (
        Unsubscribe(person_id=LEAD, topic="agenda", letter_id=LETTER),
        Unsubscribed(person_id=LEAD, topic="agenda", letter_id=LETTER, unsubscribed_at=hour(11, 30)),
    )
