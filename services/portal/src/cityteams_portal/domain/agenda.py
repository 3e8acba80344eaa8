"""The agenda as people look at it: per day, times by rooms, in the time zone of the gathering."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from cityteams_contracts.events import AgendaEntry, SessionEntry
from cityteams_portal.domain.gathering import Gathering, Slot, SlotState, zone_of


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the agenda; times are local to the gathering."""

    cluster_id: str
    title: str
    room_id: str
    starts: datetime
    ends: datetime
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """One row of the grid: what begins at a time, room by room."""

    starts: datetime
    cells: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: the rooms in use as columns, the beginnings as rows."""

    date: date
    rooms: tuple[str, ...]
    hours: tuple[Hour, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """A gathering with its days; `release` is 0 when these are the slots as they stand, not a released version."""

    gathering: Gathering
    release: int
    days: tuple[DayPlan, ...]
    names: dict[str, str]
    changes: int


def released_agenda(gathering: Gathering, slots: Iterable[Slot]) -> Agenda:
    """The last released version, and how many places have changed since."""
    places = [*map(_of_entry, gathering.entries), *map(_of_session, gathering.sessions)]
    return _agenda(gathering, places, gathering.release, _changes(gathering, slots))


def present_agenda(gathering: Gathering, slots: Iterable[Slot]) -> Agenda:
    """The slots as they stand now."""
    now = list(slots)
    return _agenda(gathering, [place for slot in now if (place := _of_slot(slot))], 0, _changes(gathering, now))


def _of_entry(entry: AgendaEntry) -> Place:
    return Place(entry.cluster_id, entry.title, entry.room_id, entry.starts, entry.ends)


def _of_session(entry: SessionEntry) -> Place:
    where = (entry.room_id or "", entry.starts, entry.ends)
    return Place(entry.cluster_id or "", entry.title, *where, entry.session_id)


def _of_slot(slot: Slot) -> Place | None:
    if slot.state is not SlotState.GIVEN or slot.room_id is None or slot.starts is None or slot.ends is None:
        return None
    return Place(slot.cluster_id, slot.title, slot.room_id, slot.starts, slot.ends)


def _changes(gathering: Gathering, slots: Iterable[Slot]) -> int:
    now = {slot.slot_id: place for slot in slots if (place := _of_slot(slot))}
    then = {entry.slot_id: _of_entry(entry) for entry in gathering.entries}
    return sum(now.get(slot_id) != then.get(slot_id) for slot_id in now.keys() | then.keys())


def _agenda(gathering: Gathering, places: list[Place], release: int, changes: int) -> Agenda:
    zone = zone_of(gathering)
    local = [replace(place, starts=place.starts.astimezone(zone), ends=place.ends.astimezone(zone)) for place in places]
    days = sorted({place.starts.date() for place in local})
    names = {room.room_id: room.name for room in gathering.rooms} | {"": "Whole house"}
    order = tuple(names)
    plans = tuple(_day(day, [place for place in local if place.starts.date() == day], order) for day in days)
    return Agenda(gathering, release, plans, names, changes)


def _day(day: date, places: list[Place], order: tuple[str, ...]) -> DayPlan:
    used = {place.room_id for place in places}
    rooms = tuple(room for room in order if room in used)
    by_cell: dict[tuple[datetime, str], list[Place]] = {}
    for place in places:
        by_cell.setdefault((place.starts, place.room_id), []).append(place)
    times = sorted({place.starts for place in places})
    hours = (Hour(time, tuple(tuple(by_cell.get((time, room), ())) for room in rooms)) for time in times)
    return DayPlan(day, rooms, tuple(hours))
