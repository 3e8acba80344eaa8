"""What a person wants to be told, and how."""

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import Code, Id, Instant, PersonId

__all__ = [
    "Unsubscribe",
    "Unsubscribed",
]


class Unsubscribe(Command, name="notifications.unsubscribe-person", key="person_id"):
    """A person wants no more letters of a topic; without a topic, none of those that one may do without.

    `letter_id` is the letter whose link was followed.
    """

    person_id: PersonId
    topic: Code | None = None
    letter_id: Id | None = None


class Unsubscribed(Event, name="notifications.preference.unsubscribed", key="person_id"):
    """From now on the person gets no more letters of this topic, or only those that nobody may go without."""

    person_id: PersonId
    topic: Code | None = None
    letter_id: Id | None = None
    unsubscribed_at: Instant
