"""What a plan of a gathering is made of beside days and rooms: pauses, tracks, booths, deadlines, kinds of sessions."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.values import ClusterId, Id, Instant, Line, PersonId, RoomId, SectorCode, Value

__all__ = [
    "AgendaWarnings",
    "Booth",
    "BoothNumber",
    "Booths",
    "Deadline",
    "DeadlineKind",
    "Deadlines",
    "Emcee",
    "Equipment",
    "Introduction",
    "Pause",
    "Pauses",
    "People",
    "SessionEntry",
    "SessionId",
    "SessionKind",
    "SessionPlace",
    "Track",
    "TrackId",
    "Tracks",
]

SessionId = Id
TrackId = Id
BoothNumber = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}$")]
"""What stands on the booth, such as `901` or `B-12`; several exhibitors may share one number."""
People = Annotated[tuple[PersonId, ...], Field(max_length=2000)]
Equipment = Annotated[tuple[Line, ...], Field(max_length=30)]
AgendaWarnings = Annotated[tuple[Line, ...], Field(max_length=100)]


class SessionKind(StrEnum):
    """What kind of session it is."""

    PLENARY = "plenary"
    BREAKOUT = "breakout"
    CLUSTER_TALK = "cluster_talk"
    WORKSHOP = "workshop"
    SIDE_MEETING = "side_meeting"
    BIRDS_OF_A_FEATHER = "birds_of_a_feather"
    RECEPTION = "reception"
    EXHIBIT_HOURS = "exhibit_hours"
    OTHER = "other"


class Pause(Value):
    """A break, in the gathering's time zone: nothing is held meanwhile, and nothing runs across it."""

    date: date
    starts: time
    ends: time
    title: Line = "Break"


class Emcee(Value):
    """Somebody leads through a track for a while, in the gathering's time zone; emcees change within a track."""

    person_id: PersonId
    date: date
    starts: time
    ends: time


class Track(Value):
    """Sessions that belong together by theme; with a room, all of them are held there."""

    track_id: TrackId
    title: Line
    sector: SectorCode | None = None
    room_id: RoomId | None = None
    emcees: Annotated[tuple[Emcee, ...], Field(max_length=50)] = ()


class Booth(Value):
    """A booth by its number; `exhibitors` may share it, and a pavilion is several booths under one name."""

    number: BoothNumber
    pavilion: Line | None = None
    exhibitors: Annotated[int, Field(ge=1, le=100)] = 1


class DeadlineKind(StrEnum):
    """Until when what."""

    SESSION_PROPOSALS = "session_proposals"
    BOOTH_REQUESTS = "booth_requests"
    BOOTH_TEXTS = "booth_texts"
    TRAVEL_SUPPORT = "travel_support"
    REGISTRATION = "registration"
    OTHER = "other"


class Deadline(Value):
    """The last moment of a call."""

    what: DeadlineKind
    at: Instant
    title: Line | None = None


Pauses = Annotated[tuple[Pause, ...], Field(max_length=200)]
Tracks = Annotated[tuple[Track, ...], Field(max_length=60)]
Booths = Annotated[tuple[Booth, ...], Field(max_length=500)]
Deadlines = Annotated[tuple[Deadline, ...], Field(max_length=20)]


class Introduction(Value):
    """A short introduction of a team in a breakout; by whom may still be open."""

    title: Line
    cluster_id: ClusterId | None = None
    person_id: PersonId | None = None


class SessionPlace(Value):
    """When a session is held, with the offset of the gathering's zone, and where (None: in the whole house)."""

    session_id: SessionId
    room_id: RoomId | None = None
    starts: Instant
    ends: Instant


class SessionEntry(Value):
    """One session of a released agenda; `speakers_open` reads as "speaker to be decided"."""

    session_id: SessionId
    kind: SessionKind
    title: Line
    track_id: TrackId | None = None
    cluster_id: ClusterId | None = None
    speakers: Annotated[tuple[PersonId, ...], Field(max_length=30)] = ()
    speakers_open: bool = False
    facilitator: PersonId | None = None
    introducers: Annotated[tuple[PersonId, ...], Field(max_length=30)] = ()
    room_id: RoomId | None = None
    starts: Instant
    ends: Instant
