"""Said by services/events when a moment comes near: the beginning of a gathering, or the end of a call.

Each names the people whom it concerns; when they are many, the same is said again with the next of them.
"""

from enum import StrEnum

from cityteams_contracts.events.agenda import GatheringKind
from cityteams_contracts.events.parts import DeadlineKind, People
from cityteams_contracts.message import Event
from cityteams_contracts.values import GatheringId, Instant, Line, Website

__all__ = ["Ahead", "DeadlineExtended", "DeadlineNear", "ReminderDue"]


class Ahead(StrEnum):
    """How long before the moment a reminder is said."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class ReminderDue(Event, name="events.gathering.reminder-due", key="gathering_id"):
    """The gathering begins in a week, a day or an hour; `people` have a part in it or a seat."""

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    link: Website | None = None
    ahead: Ahead
    starts: Instant
    people: People = ()


class DeadlineNear(Event, name="events.gathering.deadline-near", key="gathering_id"):
    """A call of the gathering ends in a week or a day; `people` may answer it and have not yet."""

    gathering_id: GatheringId
    title: Line
    time_zone: Line
    what: DeadlineKind
    deadline: Line | None = None
    ahead: Ahead
    at: Instant
    people: People = ()


class DeadlineExtended(Event, name="events.gathering.deadline-extended", key="gathering_id"):
    """A call of the gathering that was still open ends later than it was said before; `people` may answer it or did."""

    gathering_id: GatheringId
    title: Line
    time_zone: Line
    what: DeadlineKind
    deadline: Line | None = None
    was: Instant
    at: Instant
    people: People = ()
