"""The portal's copy of what people want to be told: as they said it last."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from cityteams_contracts.notifications import Frequency, PreferencesSet, Unsubscribed
from cityteams_contracts.notifications.topics import TOPICS
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.values import PersonId


@dataclass(frozen=True, slots=True)
class Preferences:
    """Of one person; a topic without a wish comes at once. Hours are those of `time_zone`."""

    person_id: PersonId
    time_zone: str = "UTC"
    quiet_from: time | None = None
    quiet_until: time | None = None
    wishes: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    def frequency(self, topic: str) -> Frequency:
        """How often a topic is wanted."""
        return Frequency(self.wishes.get(topic, Frequency.AT_ONCE))


def said(_before: Preferences | None, event: PreferencesSet, _stamp: object) -> Preferences:
    """What was said before is replaced as a whole."""
    begins, ends = (event.quiet.begins, event.quiet.ends) if event.quiet else (None, None)
    wishes = {wish.topic: wish.frequency.value for wish in event.wishes}
    return Preferences(event.person_id, event.time_zone, begins, ends, wishes, event.language)


def unsubscribed(before: Preferences | None, event: Unsubscribed, _stamp: object) -> Preferences:
    """A topic, or every one, is wanted no more."""
    known = before or Preferences(event.person_id)
    topics = (event.topic,) if event.topic else TOPICS
    return replace(known, wishes={**known.wishes, **dict.fromkeys(topics, Frequency.NEVER.value)})


def erased(_before: Preferences | None, _event: PersonErased, _stamp: object) -> None:
    """Nothing is known of who was forgotten."""
