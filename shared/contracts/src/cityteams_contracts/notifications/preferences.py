"""What a person wants to be told, how often, and when."""

from datetime import time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.notifications.letters import LetterKind
from cityteams_contracts.values import Code, Id, Instant, LanguageTag, LetterId, Line, PersonId, Value

__all__ = [
    "LETTER_LANGUAGES",
    "DigestLate",
    "Frequency",
    "LetterGathered",
    "PreferencesSet",
    "QuietHours",
    "SetPreferences",
    "Unsubscribe",
    "Unsubscribed",
    "Wish",
]


LETTER_LANGUAGES = ("en", "fr", "es", "ko", "pt", "ar")
"""What letters are written in; the first is what everything is there in."""


class Frequency(StrEnum):
    """How often a person hears of a topic; daily and weekly letters come together at 08:00 of their own time."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Wish(Value):
    """How often one topic is wanted; a topic that is not named comes at once."""

    topic: Code
    frequency: Frequency


class QuietHours(Value):
    """When no letter is sent, in the person's time; over midnight when it begins later than it ends."""

    begins: time
    ends: time


Wishes = Annotated[tuple[Wish, ...], Field(max_length=20)]


class SetPreferences(Command, name="notifications.set-preferences", key="person_id"):
    """A person says what they want to hear, how often, when and in which language.

    What was said before is replaced as a whole; without `language` letters are in the one that registration knows.
    """

    person_id: PersonId
    wishes: Wishes = ()
    time_zone: Line = "UTC"
    quiet: QuietHours | None = None
    language: LanguageTag | None = None


class PreferencesSet(Event, name="notifications.preference.set", key="person_id"):
    """From now on the person is told like this."""

    person_id: PersonId
    wishes: Wishes = ()
    time_zone: Line
    quiet: QuietHours | None = None
    language: LanguageTag | None = None
    set_at: Instant


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


class LetterGathered(Event, name="notifications.letter.gathered", key="letter_id"):
    """A letter comes as a part of the digest `into`, and not by itself."""

    letter_id: LetterId
    kind: LetterKind
    person_id: PersonId
    into: LetterId
    gathered_at: Instant


class DigestLate(Event, name="notifications.letter.digest-late", key="letter_id"):
    """A digest has been waiting for two hours and was not sent: the operator is to look at it."""

    letter_id: LetterId
    person_id: PersonId
    queued_at: Instant
