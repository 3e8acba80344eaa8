"""What a person wants to hear and when: the fold of what they said, and when a letter to them is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import (
    LETTER_LANGUAGES,
    Frequency,
    LetterKind,
    PreferencesSet,
    SetPreferences,
    Unsubscribed,
)
from cityteams_notifications.domain.topics import TOPICS, topic_of

MORNING = time(8)
"""When daily and weekly letters come, in the person's time; the weekly ones on Mondays."""


@dataclass(frozen=True)
class Due:
    """When a letter goes out, and whether others that wait for the same moment go with it."""

    at: datetime
    gathers: bool = False


@dataclass(frozen=True)
class Preferences:
    """Of one person; a topic without a wish comes at once. Hours are those of `time_zone`.

    `language` is what letters are to be written in; None leaves it to what registration knows.
    """

    person_id: str
    time_zone: str = "UTC"
    quiet_from: time | None = None
    quiet_until: time | None = None
    wishes: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    @staticmethod
    def set(_before: "Preferences | None", event: PreferencesSet, _stamp: object) -> "Preferences":
        """What was said before is replaced as a whole."""
        quiet = event.quiet
        wishes = {wish.topic: wish.frequency.value for wish in event.wishes}
        begins, ends = (quiet.begins, quiet.ends) if quiet else (None, None)
        return Preferences(event.person_id, event.time_zone, begins, ends, wishes, event.language)

    @staticmethod
    def unsubscribed(before: "Preferences | None", event: Unsubscribed, _stamp: object) -> "Preferences":
        """A topic, or every one, is wanted no more."""
        known = before or Preferences(event.person_id)
        topics = (event.topic,) if event.topic else TOPICS
        return replace(known, wishes={**known.wishes, **dict.fromkeys(topics, Frequency.NEVER.value)})

    @staticmethod
    def erased(_before: "Preferences | None", _event: object, _stamp: object) -> None:
        """Nothing is known of who was forgotten."""

    def frequency(self, topic: str) -> Frequency:
        """How often a topic is wanted."""
        return Frequency(self.wishes.get(topic, Frequency.AT_ONCE))

    def due(self, kind: LetterKind, now: datetime) -> Due | None:
        """When a letter of this kind goes out, or None when it is not wanted; mandatory ones go at any hour."""
        topic = topic_of(kind)
        if topic is None:
            return Due(now)
        match self.frequency(topic):
            case Frequency.NEVER:
                return None
            case Frequency.DAILY:
                return Due(self._morning(now, weekly=False), gathers=True)
            case Frequency.WEEKLY:
                return Due(self._morning(now, weekly=True), gathers=True)
            case _:
                return Due(self._after_quiet(now))

    def _morning(self, now: datetime, *, weekly: bool) -> datetime:
        there = now.astimezone(self._zone())
        day = there.date()
        while True:
            at = self._instant(day, MORNING)
            if at > now and (not weekly or day.weekday() == 0):
                return at
            day += timedelta(days=1)

    def _after_quiet(self, now: datetime) -> datetime:
        begins, ends = self.quiet_from, self.quiet_until
        if begins is None or ends is None or begins == ends:
            return now
        hour = now.astimezone(self._zone()).time().replace(tzinfo=None)
        quiet = begins <= hour < ends if begins < ends else hour >= begins or hour < ends
        if not quiet:
            return now
        day = now.astimezone(self._zone()).date()
        at = self._instant(day, ends)
        return at if at > now else self._instant(day + timedelta(days=1), ends)

    def _instant(self, day: date, hour: time) -> datetime:
        """An hour that clocks skip is the moment at which they jump; of one that comes twice, the first."""
        return datetime.combine(day, hour, self._zone()).astimezone(UTC)

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo("UTC")


def decide_preferences(command: SetPreferences, now: datetime) -> PreferencesSet:
    """A person says what they want; raises Rejected for a topic or a zone that there is not."""
    for place, wish in enumerate(command.wishes):
        if wish.topic not in TOPICS:
            reason = f"There is no topic “{wish.topic}”. Choose one of: {', '.join(TOPICS)}."
            raise Rejected("the-topic-is-unknown", reason, f"wishes.{place}.topic")
    if len({wish.topic for wish in command.wishes}) < len(command.wishes):
        raise Rejected("a-topic-is-named-twice", "Each topic has one frequency. Leave one of the two out.", "wishes")
    try:
        ZoneInfo(command.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reason = f"“{command.time_zone}” is not a time zone; give one such as Europe/Paris."
        raise Rejected("time-zone-is-unknown", reason, "time_zone") from None
    if command.quiet and (command.quiet.begins.tzinfo or command.quiet.ends.tzinfo):
        reason = "Quiet hours are hours of your own time; leave the offset out."
        raise Rejected("an-hour-carries-an-offset", reason, "quiet")
    if command.language is not None and command.language not in LETTER_LANGUAGES:
        reason = f"Letters are not written in “{command.language}”. Choose one of: {', '.join(LETTER_LANGUAGES)}."
        raise Rejected("the-language-is-not-spoken", reason, "language")
    told = command.model_dump(include={"person_id", "wishes", "time_zone", "quiet", "language"})
    return PreferencesSet(**told, set_at=now)
