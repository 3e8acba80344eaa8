"""Local hours of a place, in a world where clocks jump: real zones, hours that exist, periods of equal length.

Moments are kept in UTC and shown with a fixed offset. With a ZoneInfo inside, Python compares wall clocks: two moments
of the hour that comes twice in autumn would be equal, and neither would equal itself in UTC (PEP 495).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from cityteams_contracts import Rejected
from cityteams_contracts.events import AgendaEntry, Day, SessionEntry, SessionPlace

_ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*")
"""How IANA spells a zone; keeps out what a machine's folder holds besides (`posix/…`, `right/…`, `localtime`)."""
_YEARS = range(2000, 3000)
Timed = TypeVar("Timed", AgendaEntry, SessionEntry, SessionPlace)


@dataclass(frozen=True)
class Period:
    """A stretch of time that one slot may fill, in UTC."""

    starts: datetime
    ends: datetime


def zone_of(name: str) -> ZoneInfo:
    """The IANA time zone of that name; raises Rejected when there is none."""
    try:
        if _ZONE.fullmatch(name):
            return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        pass  # zoneinfo has a different error for an unknown name, for a folder and for a broken file
    reason = f"'{name}' is not a time zone; give one such as America/New_York"
    raise Rejected("time-zone-is-unknown", reason, "time_zone")


def check_days(days: tuple[Day, ...], zone: ZoneInfo, minutes: int) -> None:
    """Refuses days that nobody could hold: backwards, out of order, with hours that are skipped, or too short."""
    for place, day in enumerate(days):
        _check_hours(day, f"days.{place}")
        if place and day.date <= days[place - 1].date:
            reason = f"{day.date} does not come after {days[place - 1].date}; give each day once, in order"
            raise Rejected("days-are-out-of-order", reason, f"days.{place}.date")
        moment_at(day.date, day.opens, zone, ("an-opening-time-does-not-exist", f"days.{place}.opens"))
        moment_at(day.date, day.closes, zone, ("a-closing-time-does-not-exist", f"days.{place}.closes"))
        if not periods(day, zone, minutes):
            reason = f"{day.date} is open for less than the {minutes} minutes of one slot"
            raise Rejected("a-slot-does-not-fit-the-day", reason, "slot_minutes")


def _check_hours(day: Day, field: str) -> None:
    if day.date.year not in _YEARS:
        raise Rejected("a-day-is-beyond-the-calendar", f"{day.date} is not from 2000 to 2999", f"{field}.date")
    for name, hour in (("opens", day.opens), ("closes", day.closes)):
        if hour.tzinfo is not None:
            reason = f"{hour} carries an offset; hours are those of the gathering's time zone"
            raise Rejected("an-hour-carries-an-offset", reason, f"{field}.{name}")
    if day.closes <= day.opens:
        reason = f"{day.date} opens at {day.opens} and closes at {day.closes}"
        raise Rejected("a-day-ends-before-it-starts", reason, f"{field}.closes")


def moment_at(on: date, hour: time, zone: ZoneInfo, refusal: tuple[str, str] | None = None) -> datetime:
    """The moment in UTC; of an hour that comes twice in autumn, the first. A skipped one is refused when asked to."""
    local = datetime.combine(on, hour, zone)
    moment = local.astimezone(UTC)
    if refusal and moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        code, field = refusal
        raise Rejected(code, f"clocks in {zone.key} skip {hour} on {on}", field)
    return moment


def periods(day: Day, zone: ZoneInfo, minutes: int) -> tuple[Period, ...]:
    """The periods of a day, in order, each of as many real minutes, all within the open hours."""
    opens, closes = moment_at(day.date, day.opens, zone), moment_at(day.date, day.closes, zone)
    length = timedelta(minutes=minutes)
    edges = [opens + place * length for place in range((closes - opens) // length + 1)]
    return tuple(Period(*both) for both in pairwise(edges))


def span(days: tuple[Day, ...], zone: ZoneInfo) -> Period:
    """From the first opening to the last closing."""
    return Period(moment_at(days[0].date, days[0].opens, zone), moment_at(days[-1].date, days[-1].closes, zone))


def shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment with the offset that holds at the place then."""
    offset = moment.astimezone(zone).utcoffset()
    return moment.astimezone(timezone(offset) if offset is not None else UTC)


def later(moment: datetime, zone: ZoneInfo, days: int) -> datetime:
    """The same local hour so many days later (or earlier), with the offset that holds then."""
    local = moment.astimezone(zone)
    return shown(moment_at(local.date() + timedelta(days=days), local.time(), zone), zone)


def keeps_its_hour(moment: datetime, zone: ZoneInfo, days: int) -> bool:
    """Whether that hour exists then: clocks may skip it."""
    local = moment.astimezone(zone)
    wanted = datetime.combine(local.date() + timedelta(days=days), local.time())
    return later(moment, zone, days).replace(tzinfo=None) == wanted


def moved(timed: Timed, zone: ZoneInfo, days: int) -> Timed:
    """What has a start and an end, so many days later at the same local hours."""
    ends = {"starts": later(timed.starts, zone, days), "ends": later(timed.ends, zone, days)}
    return timed.model_copy(update=ends)
