"""A released agenda in the words of the frab schedule (its XML and JSON).

The format asks a positive number, a GUID and a slug of every session, unique within the file; all three follow from the
session's name, so that they are the same in every file. People are not named: who speaks is known by ids alone, and
names are given to nobody but those concerned.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cityteams_calendars import uid_of
from cityteams_portal.domain.calendars.book import AGENDA, Book, Line, Noted

ELSEWHERE = "All rooms"
"""Where a session is held that needs no room of its own, such as exhibit hours."""
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
_GUIDS = uuid5(NAMESPACE_URL, "urn:cityteams:schedule")


@dataclass(frozen=True, slots=True)
class Held:
    """One session of the agenda, its times local to the gathering."""

    number: int
    guid: str
    slug: str
    line: Line
    starts: datetime
    ends: datetime

    @property
    def room(self) -> str:
        """The name of its room."""
        return self.line.room or ELSEWHERE

    @property
    def duration(self) -> str:
        """Hours and minutes."""
        minutes = int((self.ends - self.starts).total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its rooms in order of name."""

    index: int
    date: date
    rooms: Mapping[str, tuple[Held, ...]]

    @property
    def held(self) -> list[Held]:
        """Everything of the day, the earliest first."""
        return sorted((each for room in self.rooms.values() for each in room), key=lambda one: (one.starts, one.room))


@dataclass(frozen=True, slots=True)
class Schedule:
    """A released agenda, day by day."""

    book: Book
    acronym: str
    days: tuple[Day, ...]

    @property
    def version(self) -> str:
        """The release."""
        return f"Release {self.book.release}"

    @property
    def tracks(self) -> list[str]:
        """Titles of the tracks that occur."""
        return sorted({each.line.track for day in self.days for each in day.held if each.line.track})

    @property
    def rooms(self) -> list[str]:
        """Names of the rooms that occur."""
        return sorted({room for day in self.days for room in day.rooms})


def schedule_of(book: Book) -> Schedule:
    """What takes place, as the last release says it and today's delays changed it."""
    zone, acronym = zone_of(book.time_zone), _acronym(book.gathering_id)
    standing = sorted((each for each in book.of(AGENDA) if not each.cancelled), key=lambda each: each.key)
    numbers = _numbers(each.line.name for each in standing)
    held = [_held(each, numbers[each.line.name], acronym, zone) for each in standing]
    dates = sorted({each.starts.date() for each in held})
    days = (_day(index, on, [each for each in held if each.starts.date() == on]) for index, on in enumerate(dates, 1))
    return Schedule(book, acronym, tuple(days))


def _day(index: int, on: date, held: list[Held]) -> Day:
    rooms = sorted({each.room for each in held})
    of = {room: sorted((each for each in held if each.room == room), key=lambda one: one.starts) for room in rooms}
    return Day(index, on, {room: tuple(found) for room, found in of.items()})


def _held(noted: Noted, number: int, acronym: str, zone: ZoneInfo) -> Held:
    line = noted.line
    words = _OTHER_SIGNS.sub("-", line.title.lower()).strip("-")[:60].strip("-")
    slug = "-".join(filter(None, (acronym, f"{number:04}", words)))
    guid = str(uuid5(_GUIDS, uid_of(line.kind, line.name)))
    return Held(number, guid, slug, line, line.starts.astimezone(zone), line.ends.astimezone(zone))


def _numbers(names: Iterable[str]) -> dict[str, int]:
    """A number for each name that does not depend on the others, unless two would get the same one."""
    found, taken = dict[str, int](), set[int]()
    for name in names:
        number = int.from_bytes(sha256(name.encode()).digest()[:4], "big") >> 2 or 1
        while number in taken:
            number += 1
        taken.add(number)
        found[name] = number
    return found


def _acronym(gathering_id: str) -> str:
    plain = _OTHER_SIGNS.sub("_", gathering_id.lower()).strip("_")
    return f"{plain or 'gathering':_<4}"


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def bounds(day: Day) -> tuple[datetime, datetime]:
    """When the first session of a day begins and the last one ends."""
    return min(each.starts for each in day.held), max(each.ends for each in day.held)


def grid(schedule: Schedule) -> timedelta:
    """The grid of the schedule: the greatest length that every beginning and end is a multiple of."""
    minutes = {moment.minute for day in schedule.days for each in day.held for moment in (each.starts, each.ends)}
    for step in (30, 15, 10):
        if all(minute % step == 0 for minute in minutes):
            return timedelta(minutes=step)
    return timedelta(minutes=5 if all(minute % 5 == 0 for minute in minutes) else 1)
