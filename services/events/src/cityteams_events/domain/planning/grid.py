"""The times at which a session may begin: the open hours of each day without its pauses, cut into slots."""

from datetime import datetime, timedelta
from itertools import pairwise

from cityteams_contracts.events import Room
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.hours import Period, moment_at


def stretches(gathering: Gathering) -> list[Period]:
    """The open hours of the gathering without its pauses, in order of time."""
    zone, found = gathering.zone, list[Period]()
    pauses = sorted(
        (moment_at(pause.date, pause.starts, zone), moment_at(pause.date, pause.ends, zone))
        for pause in gathering.pauses
    )
    for day in gathering.days:
        begins, closes = moment_at(day.date, day.opens, zone), moment_at(day.date, day.closes, zone)
        for starts, ends in pauses:
            if begins < ends and starts < closes:
                if begins < starts:
                    found.append(Period(begins, starts))
                begins = max(begins, ends)
        if begins < closes:
            found.append(Period(begins, closes))
    return found


def slots_of(gathering: Gathering) -> list[Period]:
    """All slots in order of time; what is left of a stretch and shorter than a slot is not used."""
    return [slot for stretch in stretches(gathering) for slot in _cut(stretch, gathering.slot_minutes)]


def _cut(stretch: Period, minutes: int) -> list[Period]:
    length = timedelta(minutes=minutes)
    count = (stretch.ends - stretch.starts) // length
    return [Period(stretch.starts + at * length, stretch.starts + (at + 1) * length) for at in range(count)]


def longest_run(gathering: Gathering) -> int:
    """The most slots that follow each other without a pause: what the longest session can take."""
    most, run, slots = 0, 0, slots_of(gathering)
    for at, slot in enumerate(slots):
        run = run + 1 if at and slots[at - 1].ends == slot.starts else 1
        most = max(most, run)
    return most


def open_periods(gathering: Gathering, room: Room) -> list[Period] | None:
    """When a room with hours of its own is open; None: as the gathering is."""
    zone = gathering.zone
    if not room.hours:
        return None
    return [Period(moment_at(day.date, day.opens, zone), moment_at(day.date, day.closes, zone)) for day in room.hours]


def nearest(slots: list[Period], moment: datetime) -> list[Period]:
    """The slot that begins at or before a moment and the one after it, as far as there are any."""
    for one, then in pairwise(slots):
        if one.starts <= moment < then.starts:
            return [one, then]
    return slots[-1:] if slots and moment >= slots[-1].starts else slots[:1]
