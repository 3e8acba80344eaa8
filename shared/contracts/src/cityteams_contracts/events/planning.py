"""Said and obeyed by services/events: what happens to a gathering and its agenda after it was announced."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.agenda import Days, GatheringKind, Minutes, Rooms, TravelSupports
from cityteams_contracts.events.parts import Booths, Deadlines, Pauses, People, SessionId, TrackId, Tracks
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import GatheringId, Instant, Line, Paragraph, RoomId, RoundId, Value, Website

__all__ = [
    "CancelGathering",
    "ChangeGathering",
    "DelayedSession",
    "GatheringCancelled",
    "GatheringChanged",
    "GatheringSlipped",
    "ReportDelay",
    "RollBackAgenda",
    "SessionsDelayed",
    "SlipGathering",
]


class ChangeGathering(Command, name="events.change-gathering", key="gathering_id"):
    """The secretariat changes the plan of a gathering; the whole plan is said anew. Its kind and round stay."""

    gathering_id: GatheringId
    title: Line
    place: Line
    time_zone: Line
    days: Days
    rooms: Rooms
    slot_minutes: Minutes = 10
    link: Website | None = None
    pauses: Pauses = ()
    tracks: Tracks = ()
    booths: Booths = ()
    deadlines: Deadlines = ()
    travel_supports: TravelSupports = 0


class SlipGathering(Command, name="events.slip-gathering", key="gathering_id"):
    """The secretariat moves a gathering by months and days, forward or (negative) back; the day of the month is kept
    where there is one, and everything relative to the first day moves with it.
    """

    gathering_id: GatheringId
    months: Annotated[int, Field(ge=-60, le=60)] = 0
    days: Annotated[int, Field(ge=-1500, le=1500)] = 0
    reason: Paragraph = ""


class CancelGathering(Command, name="events.cancel-gathering", key="gathering_id"):
    """The secretariat calls a gathering off."""

    gathering_id: GatheringId
    reason: Paragraph = ""


class RollBackAgenda(Command, name="events.roll-back-agenda", key="gathering_id"):
    """The secretariat brings back the release before the last, as a new release with the next number."""

    gathering_id: GatheringId


class ReportDelay(Command, name="events.report-delay", key="gathering_id"):
    """The secretariat says that from a moment on a track or a room runs so many minutes late (0: in time again)."""

    gathering_id: GatheringId
    track_id: TrackId | None = None
    room_id: RoomId | None = None
    since: Instant
    minutes: Annotated[int, Field(ge=0, le=480)]


class GatheringChanged(Event, name="events.gathering.changed", key="gathering_id"):
    """The gathering is now planned like this; `what` names the fields that are different."""

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    days: Days
    rooms: Rooms
    slot_minutes: Minutes
    round_id: RoundId | None = None
    link: Website | None = None
    pauses: Pauses = ()
    tracks: Tracks = ()
    booths: Booths = ()
    deadlines: Deadlines = ()
    travel_supports: TravelSupports = 0
    planned: bool = False
    what: tuple[Line, ...] = ()


class GatheringSlipped(Event, name="events.gathering.slipped", key="gathering_id"):
    """The gathering and everything that belongs to it moved by so many days; this alone tells everyone concerned.

    Local times of day stay: what was at 14:20 is at 14:20 of the day that many days later. `people` have a part in it
    (speakers, facilitators, emcees); who merely attends is known to whoever keeps the attendance.
    """

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    days_were: Days
    days: Days
    rooms: Rooms
    """With their hours, moved."""
    pauses: Pauses = ()
    tracks: Tracks = ()
    deadlines: Deadlines = ()
    by_days: int
    reason: Paragraph = ""
    people: People = ()


class GatheringCancelled(Event, name="events.gathering.cancelled", key="gathering_id"):
    """The gathering is not held; `people` have a part in it."""

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    days: Days
    reason: Paragraph = ""
    people: People = ()


class DelayedSession(Value):
    """One session that begins later (or in time again) than last said; `people` have a part in it."""

    session_id: SessionId
    title: Line
    room_id: RoomId
    room: Line
    planned: Instant
    starts: Instant
    ends: Instant
    people: People = ()


class SessionsDelayed(Event, name="events.gathering.sessions-delayed", key="gathering_id"):
    """A room runs late: these sessions, and no others, begin at another time.

    `clashes` say who is now expected in two places.
    """

    gathering_id: GatheringId
    title: Line
    place: Line
    time_zone: Line
    release: Annotated[int, Field(ge=1)]
    room_id: RoomId
    since: Instant
    minutes: Annotated[int, Field(ge=0, le=480)]
    sessions: Annotated[tuple[DelayedSession, ...], Field(max_length=300)]
    clashes: tuple[Line, ...] = ()
