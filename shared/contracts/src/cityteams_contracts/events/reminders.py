"""Said by services/events when a moment comes near: the beginning of a gathering, or the end of a call."""

from enum import StrEnum

from cityteams_contracts.events.agenda import GatheringKind
from cityteams_contracts.events.parts import DeadlineKind
from cityteams_contracts.message import Event
from cityteams_contracts.values import GatheringId, Instant, Line, Website

__all__ = ["Ahead", "DeadlineExtended", "DeadlineNear", "ReminderDue"]


class Ahead(StrEnum):
    """How long before the moment a reminder is said."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class ReminderDue(Event, name="events.gathering.reminder-due", key="gathering_id"):
    """The gathering begins in a week, a day or an hour; who comes is known to whoever keeps the attendance."""

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    link: Website | None = None
    ahead: Ahead
    starts: Instant


class DeadlineNear(Event, name="events.gathering.deadline-near", key="gathering_id"):
    """A call of the gathering ends in a week or a day."""

    gathering_id: GatheringId
    title: Line
    time_zone: Line
    what: DeadlineKind
    deadline: Line | None = None
    ahead: Ahead
    at: Instant


class DeadlineExtended(Event, name="events.gathering.deadline-extended", key="gathering_id"):
    """A call of the gathering that was still open ends later than it was said before."""

    gathering_id: GatheringId
    title: Line
    time_zone: Line
    what: DeadlineKind
    deadline: Line | None = None
    was: Instant
    at: Instant
