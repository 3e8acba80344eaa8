"""What a gathering has to be reminded of, and when: fold of its own events, and the decision once a moment has come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, Self

from cityteams_contracts.events import (
    Ahead,
    Day,
    Deadline,
    DeadlineExtended,
    DeadlineKind,
    DeadlineNear,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringKind,
    GatheringSlipped,
    ReminderDue,
)
from cityteams_contracts.values import GatheringId, PersonId
from cityteams_events.domain.hours import shown, span, zone_of

AHEAD = {Ahead.WEEK: timedelta(days=7), Ahead.DAY: timedelta(days=1), Ahead.HOUR: timedelta(hours=1)}
BEFORE_A_DEADLINE = (Ahead.WEEK, Ahead.DAY)
PEOPLE_AT_ONCE = 1000
"""So many people are named in one event at most: whoever writes to them reads it once for each."""
EXTENDED = "extended"
Said = ReminderDue | DeadlineNear | DeadlineExtended


class Stamped(Protocol):
    """The stamp of an event, as far as reminders are concerned."""

    @property
    def at(self) -> datetime:
        """When it happened."""


@dataclass(frozen=True)
class Reminder:
    """One thing to say, from `due` on: about the gathering (`what` is empty) or a deadline of it, for its `moment`.

    `ahead` is a word of Ahead, or `extended`, which tells that the deadline is not `was` any more.
    """

    due: datetime
    moment: datetime
    ahead: str
    what: str = ""
    deadline: str | None = None
    was: datetime | None = None


@dataclass(frozen=True)
class Reminders:
    """What is still to be said of a gathering, the earliest first; `next_due` is found by an index."""

    gathering_id: GatheringId
    kind: GatheringKind
    title: str
    place: str
    time_zone: str
    link: str | None
    deadlines: tuple[Deadline, ...]
    waiting: tuple[Reminder, ...]
    next_due: datetime | None

    @classmethod
    def planned(cls, before: Self | None, event: GatheringAnnounced | GatheringChanged, stamp: Stamped) -> Self:
        """The plan is new or said anew: what lies ahead of this moment is to be said, a later deadline at once."""
        made = cls(
            event.gathering_id, event.kind, event.title, event.place, event.time_zone, event.link,
            event.deadlines, (), None,
        )  # fmt: skip
        later = _extensions(before.deadlines, event.deadlines, stamp.at) if before else ()
        return made.looking_ahead(event.days, later, stamp.at)

    @classmethod
    def slipped(cls, before: Self | None, event: GatheringSlipped, stamp: Stamped) -> Self | None:
        """Everything moved, and the slip itself told everyone: only the moments are new."""
        moved = before and replace(before, deadlines=event.deadlines)
        return moved and moved.looking_ahead(event.days, (), stamp.at)

    @staticmethod
    def cancelled(_before: "Reminders | None", _event: GatheringCancelled, _stamp: Stamped) -> None:
        """There is nothing left to be reminded of."""

    @classmethod
    def said(cls, before: Self | None, event: Said, _stamp: Stamped) -> Self | None:
        """It need not be said again, whomever it was said for."""
        told = event.model_copy(update={"people": ()})
        return before and before.left_with(each for each in before.waiting if before.event(each) != told)

    def event(self, reminder: Reminder) -> Said:
        """The words of a reminder, for nobody yet; moments carry the offset of the gathering's zone."""
        zone = zone_of(self.time_zone)
        moment = shown(reminder.moment, zone)
        if not reminder.what:
            return ReminderDue(
                gathering_id=self.gathering_id, kind=self.kind, title=self.title, place=self.place,
                time_zone=self.time_zone, link=self.link, ahead=Ahead(reminder.ahead), starts=moment,
            )  # fmt: skip
        about: dict[str, Any] = {
            "gathering_id": self.gathering_id,
            "title": self.title,
            "time_zone": self.time_zone,
            "what": DeadlineKind(reminder.what),
            "deadline": reminder.deadline,
            "at": moment,
        }
        if reminder.was is not None:
            return DeadlineExtended(**about, was=shown(reminder.was, zone))
        return DeadlineNear(**about, ahead=Ahead(reminder.ahead))

    def due(self, now: datetime) -> list[Said]:
        """Decides what is said by now, the earliest first."""
        return [self.event(each) for each in self.waiting if each.due <= now]

    def looking_ahead(self, days: tuple[Day, ...], extensions: Iterable[Reminder], now: datetime) -> Self:
        """The same gathering on these days: everything that is due after now, and the extensions."""
        starts = span(days, zone_of(self.time_zone)).starts
        ahead = [*_before(starts, AHEAD, "", None)]
        for deadline in self.deadlines:
            ahead += _before(deadline.at.astimezone(UTC), BEFORE_A_DEADLINE, deadline.what, deadline.title)
        return self.left_with([*(each for each in ahead if each.due > now), *extensions])

    def left_with(self, waiting: Iterable[Reminder]) -> Self:
        """The same gathering when this is all there is to be said."""
        left = tuple(sorted(waiting, key=lambda each: (each.due, each.what, each.ahead, each.moment)))
        return replace(self, waiting=left, next_due=left[0].due if left else None)


def said_for(event: Said, people: Sequence[PersonId]) -> list[Said]:
    """The event for these people: several times when they are many, once when there is nobody."""
    starts = range(0, len(people), PEOPLE_AT_ONCE) or (0,)
    return [event.model_copy(update={"people": tuple(people[start : start + PEOPLE_AT_ONCE])}) for start in starts]


def _before(moment: datetime, aheads: Iterable[Ahead], what: str, title: str | None) -> Iterator[Reminder]:
    for ahead in aheads:
        yield Reminder(moment - AHEAD[ahead], moment, ahead, what, title)


def _extensions(before: tuple[Deadline, ...], after: tuple[Deadline, ...], now: datetime) -> Iterator[Reminder]:
    """Deadlines that were still ahead and are later now; two of one kind are told apart by their titles."""
    were = {(each.what, each.title): each.at for each in before}
    for deadline in after:
        was = were.get((deadline.what, deadline.title))
        if was is not None and now <= was < deadline.at:
            moment = deadline.at.astimezone(UTC)
            yield Reminder(now, moment, EXTENDED, deadline.what, deadline.title, was.astimezone(UTC))
