"""Said and obeyed by services/events: gatherings, their slots and the released agenda.

What is said of a slot or a release names its gathering in full, so that hearers need not wait for another fact.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.parts import Booths, Deadlines, Equipment, Pauses, SessionEntry, TrackId, Tracks
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    GatheringId,
    Instant,
    Line,
    PersonId,
    RoomId,
    RoundId,
    SlotId,
    Value,
    Website,
)

__all__ = [
    "AgendaEntry",
    "AgendaReleased",
    "Day",
    "Days",
    "GatheringAnnounced",
    "GatheringKind",
    "HoldGathering",
    "Minutes",
    "ReleaseAgenda",
    "Room",
    "Rooms",
    "SlotCancelled",
    "SlotGiven",
    "SlotRefused",
    "TrackName",
    "TravelSupports",
]


class GatheringKind(StrEnum):
    """What kind of meeting people attend."""

    KICKOFF = "kickoff"
    TECH_JAM = "tech_jam"
    EXPO = "expo"
    OTHER = "other"


class Day(Value):
    """Open hours of one day, in the gathering's time zone."""

    date: date
    opens: time
    closes: time


class Room(Value):
    """A room of a gathering; capacity counts seats. Without hours of its own it is open as the gathering is."""

    room_id: RoomId
    name: Line
    capacity: Annotated[int, Field(ge=1, le=100_000)]
    equipment: Equipment = ()
    hours: Annotated[tuple[Day, ...], Field(max_length=60)] = ()
    turn_round: Annotated[int, Field(ge=0, le=240)] = 0
    """Minutes that it needs between two sessions."""


Rooms = Annotated[tuple[Room, ...], Field(min_length=1, max_length=200)]
Days = Annotated[tuple[Day, ...], Field(min_length=1, max_length=30)]
Minutes = Annotated[int, Field(ge=5, le=480)]
TravelSupports = Annotated[int, Field(ge=0, le=1000)]
"""How many officials' journeys can be paid for."""


class HoldGathering(Command, name="events.hold-gathering", key="gathering_id"):
    """The secretariat plans a gathering; with a round, only clusters of that round are given slots.

    An expo that is `planned` gives no slots by itself: the talks of its clusters are sessions, which are placed by
    the solver or by hand.
    """

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    days: Days
    rooms: Rooms
    slot_minutes: Minutes = 10
    round_id: RoundId | None = None
    link: Website | None = None
    pauses: Pauses = ()
    tracks: Tracks = ()
    booths: Booths = ()
    deadlines: Deadlines = ()
    travel_supports: TravelSupports = 0
    planned: bool = False


class ReleaseAgenda(Command, name="events.release-agenda", key="gathering_id"):
    """The secretariat publishes the agenda as it stands."""

    gathering_id: GatheringId


class GatheringAnnounced(Event, name="events.gathering.announced", key="gathering_id"):
    """A gathering will be held; for the clusters of one round, or of any."""

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


class SlotGiven(Event, name="events.slot.given", key="slot_id"):
    """A cluster has its time and room; the times carry the offset of the gathering's zone."""

    slot_id: SlotId
    gathering_id: GatheringId
    gathering: Line
    place: Line
    time_zone: Line
    cluster_id: ClusterId
    title: Line
    speaker: PersonId
    room_id: RoomId
    room: Line
    starts: Instant
    ends: Instant
    slipped: bool = False
    """The gathering slipped and the slot with it: `GatheringSlipped` has told everyone, so this is not told again."""


class SlotRefused(Event, name="events.slot.refused", key="slot_id"):
    """No free time and room was left for the cluster."""

    slot_id: SlotId
    gathering_id: GatheringId
    gathering: Line
    place: Line
    time_zone: Line
    cluster_id: ClusterId
    title: Line
    speaker: PersonId
    reason: Line


class SlotCancelled(Event, name="events.slot.cancelled", key="slot_id"):
    """The cluster's slot is free again: the cluster was dissolved."""

    slot_id: SlotId
    gathering_id: GatheringId
    gathering: Line
    place: Line
    time_zone: Line
    cluster_id: ClusterId
    title: Line
    speaker: PersonId


class AgendaEntry(Value):
    """One line of a released agenda; the release names the rooms."""

    slot_id: SlotId
    cluster_id: ClusterId
    title: Line
    speaker: PersonId
    room_id: RoomId
    starts: Instant
    ends: Instant


class TrackName(Value):
    """A track as a release names it."""

    track_id: TrackId
    title: Line


class AgendaReleased(Event, name="events.gathering.agenda-released", key="gathering_id"):
    """Release N of the agenda is public; its times carry the offset of the gathering's zone."""

    gathering_id: GatheringId
    title: Line
    place: Line
    time_zone: Line
    rooms: Rooms
    release: Annotated[int, Field(ge=1)]
    entries: tuple[AgendaEntry, ...]
    sessions: tuple[SessionEntry, ...] = ()
    """The sessions of a gathering that is planned; its `entries` are empty then."""
    tracks: tuple[TrackName, ...] = ()
    rolled_back_to: Annotated[int, Field(ge=1)] | None = None
    """The release that this one brings back."""
    concerned: tuple[PersonId, ...] | None = None
    """Whose sessions came, moved or went since the release before; None: whoever speaks."""
