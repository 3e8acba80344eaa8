"""Said and obeyed by services/events: gatherings, their slots and the released agenda.

What is said of a slot or a release names its gathering in full, so that hearers need not wait for another fact.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import ClusterId, GatheringId, Instant, Line, PersonId, RoomId, RoundId, SlotId, Value

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
]


class GatheringKind(StrEnum):
    """What kind of meeting people attend."""

    KICKOFF = "kickoff"
    TECH_JAM = "tech_jam"
    EXPO = "expo"
    OTHER = "other"


class Room(Value):
    """A room of a gathering; capacity counts seats."""

    room_id: RoomId
    name: Line
    capacity: Annotated[int, Field(ge=1, le=100_000)]


class Day(Value):
    """Open hours of one day, in the gathering's time zone."""

    date: date
    opens: time
    closes: time


Rooms = Annotated[tuple[Room, ...], Field(min_length=1, max_length=200)]
Days = Annotated[tuple[Day, ...], Field(min_length=1, max_length=30)]
Minutes = Annotated[int, Field(ge=5, le=480)]


class HoldGathering(Command, name="events.hold-gathering", key="gathering_id"):
    """The secretariat plans a gathering; with a round, only clusters of that round are given slots."""

    gathering_id: GatheringId
    kind: GatheringKind
    title: Line
    place: Line
    time_zone: Line
    days: Days
    rooms: Rooms
    slot_minutes: Minutes = 10
    round_id: RoundId | None = None


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


class AgendaReleased(Event, name="events.gathering.agenda-released", key="gathering_id"):
    """Release N of the agenda is public; its times carry the offset of the gathering's zone."""

    gathering_id: GatheringId
    title: Line
    place: Line
    time_zone: Line
    rooms: Rooms
    release: Annotated[int, Field(ge=1)]
    entries: tuple[AgendaEntry, ...]
