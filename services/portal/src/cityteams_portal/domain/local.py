"""Local hours that stay what they are when a gathering moves by days."""

from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cityteams_contracts.events import AgendaEntry, SessionEntry, SessionPlace

Timed = TypeVar("Timed", AgendaEntry, SessionEntry, SessionPlace)


def zone_named(name: str) -> ZoneInfo:
    """The zone of that name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def later(moment: datetime, zone: ZoneInfo, days: int) -> datetime:
    """The same local hour so many days later, with the offset that holds then."""
    local = moment.astimezone(zone)
    there = datetime.combine(local.date() + timedelta(days=days), local.time(), zone).astimezone(UTC)
    offset = there.astimezone(zone).utcoffset()
    return there.astimezone(timezone(offset) if offset is not None else UTC)


def moved(timed: Timed, zone_name: str, days: int) -> Timed:
    """What has a start and an end, so many days later."""
    zone = zone_named(zone_name)
    ends = {"starts": later(timed.starts, zone, days), "ends": later(timed.ends, zone, days)}
    return timed.model_copy(update=ends)
