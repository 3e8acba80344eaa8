"""The portal's copy of gatherings, the slots given at them, and the last released agenda."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    Day,
    GatheringAnnounced,
    GatheringChanged,
    GatheringKind,
    GatheringSlipped,
    Room,
    SessionEntry,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_portal.domain.local import moved
from cityteams_portal.domain.stamps import Stamped


class SlotState(StrEnum):
    """Whether a cluster has a place on the agenda."""

    GIVEN = "given"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Gathering:
    """What people attend; `release` is 0 until an agenda is out, `entries` is the agenda of that release."""

    gathering_id: str
    kind: GatheringKind
    title: str
    place: str
    time_zone: str
    days: tuple[Day, ...]
    rooms: tuple[Room, ...]
    slot_minutes: int
    announced_at: datetime
    release: int = 0
    entries: tuple[AgendaEntry, ...] = ()
    released_at: datetime | None = None
    sessions: tuple[SessionEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one cluster on the agenda; refused slots have a reason instead of a time and room."""

    slot_id: str
    gathering_id: str
    gathering: str
    time_zone: str
    cluster_id: str
    title: str
    state: SlotState
    room_id: str | None = None
    room: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    reason: str | None = None

    @property
    def local(self) -> datetime | None:
        """The beginning in the gathering's own time."""
        return self.starts.astimezone(zone_of(self)) if self.starts else None


def zone_of(held: "Gathering | Slot") -> tzinfo:
    """The zone of a gathering; UTC where this machine does not know it."""
    try:
        return ZoneInfo(held.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def announced(_row: Gathering | None, event: GatheringAnnounced, stamp: Stamped) -> Gathering:
    """A gathering will be held."""
    return Gathering(
        gathering_id=event.gathering_id,
        kind=event.kind,
        title=event.title,
        place=event.place,
        time_zone=event.time_zone,
        days=event.days,
        rooms=event.rooms,
        slot_minutes=event.slot_minutes,
        announced_at=stamp.at,
    )


def released(row: Gathering | None, event: AgendaReleased, stamp: Stamped) -> Gathering | None:
    """A numbered version of the agenda is public."""
    new: dict[str, Any] = {"release": event.release, "entries": event.entries, "sessions": event.sessions}
    return row and replace(row, **new, released_at=stamp.at)


def changed(row: Gathering | None, event: GatheringChanged, _stamp: Stamped) -> Gathering | None:
    """It is planned otherwise."""
    names = ("title", "place", "time_zone", "days", "rooms", "slot_minutes")
    return row and replace(row, **{name: getattr(event, name) for name in names})


def slipped(row: Gathering | None, event: GatheringSlipped, _stamp: Stamped) -> Gathering | None:
    """It moved, and what was released moved with it at the same local hours."""
    if row is None:
        return None
    entries = tuple(moved(entry, event.time_zone, event.by_days) for entry in row.entries)
    sessions = tuple(moved(entry, event.time_zone, event.by_days) for entry in row.sessions)
    return replace(row, days=event.days, rooms=event.rooms, entries=entries, sessions=sessions)


def given(_row: Slot | None, event: SlotGiven, _stamp: object) -> Slot:
    """A cluster has its time and room."""
    slot = _slot(event, SlotState.GIVEN)
    return replace(slot, room_id=event.room_id, room=event.room, starts=event.starts, ends=event.ends)


def refused(_row: Slot | None, event: SlotRefused, _stamp: object) -> Slot:
    """No place was left for the cluster."""
    return replace(_slot(event, SlotState.REFUSED), reason=event.reason)


def _slot(event: SlotGiven | SlotRefused, state: SlotState) -> Slot:
    return Slot(
        slot_id=event.slot_id,
        gathering_id=event.gathering_id,
        gathering=event.gathering,
        time_zone=event.time_zone,
        cluster_id=event.cluster_id,
        title=event.title,
        state=state,
    )


def cancelled(row: Slot | None, _event: SlotCancelled, _stamp: object) -> Slot | None:
    """The place is free again; where it was is kept, so that the page can say what is gone."""
    return row and replace(row, state=SlotState.CANCELLED)
