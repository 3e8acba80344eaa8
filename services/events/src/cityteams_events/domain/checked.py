"""Refuses plans of a gathering that nobody could hold, each with the field it is about."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from zoneinfo import ZoneInfo

from cityteams_contracts import Rejected
from cityteams_contracts.events import ChangeGathering, Day, HoldGathering
from cityteams_events.domain.hours import check_days, moment_at, zone_of

GatheringPlan = HoldGathering | ChangeGathering


def check_plan(plan: GatheringPlan) -> None:
    """Raises Rejected for the first thing about days, rooms, pauses, tracks or booths that cannot be."""
    zone = zone_of(plan.time_zone)
    check_days(plan.days, zone, plan.slot_minutes)
    _once(((room.room_id, f"rooms.{at}.room_id") for at, room in enumerate(plan.rooms)), "a-room-is-listed-twice")
    _once(
        ((track.track_id, f"tracks.{at}.track_id") for at, track in enumerate(plan.tracks)), "a-track-is-listed-twice"
    )
    _once(((booth.number, f"booths.{at}.number") for at, booth in enumerate(plan.booths)), "a-booth-is-listed-twice")
    _once(((each.what, f"deadlines.{at}.what") for at, each in enumerate(plan.deadlines)
           if each.title is None), "a-deadline-is-listed-twice")  # fmt: skip
    dates = {day.date for day in plan.days}
    for field, on, starts, ends in _hours(plan):
        _check_hours(field, on, starts, ends, dates, zone)
    rooms = {room.room_id for room in plan.rooms}
    for at, track in enumerate(plan.tracks):
        if track.room_id is not None and track.room_id not in rooms:
            reason = f"{track.title} is to be in {track.room_id}, which is no room of this gathering"
            raise Rejected("room-is-unknown", reason, f"tracks.{at}.room_id")


def _once(names: Iterable[tuple[str, str]], code: str) -> None:
    seen = set[str]()
    for name, field in names:
        if name in seen:
            raise Rejected(code, f"{name} is given twice; each needs its own", field)
        seen.add(name)


def _hours(plan: GatheringPlan) -> Iterator[tuple[str, date, time, time]]:
    for at, pause in enumerate(plan.pauses):
        yield f"pauses.{at}", pause.date, pause.starts, pause.ends
    for at, track in enumerate(plan.tracks):
        for part, emcee in enumerate(track.emcees):
            yield f"tracks.{at}.emcees.{part}", emcee.date, emcee.starts, emcee.ends
    for at, room in enumerate(plan.rooms):
        for part, day in enumerate(room.hours):
            yield f"rooms.{at}.hours.{part}", day.date, day.opens, day.closes


def _check_hours(field: str, on: date, starts: time, ends: time, dates: set[date], zone: ZoneInfo) -> None:
    names = ("opens", "closes") if ".hours." in field else ("starts", "ends")
    if on not in dates:
        raise Rejected("a-day-is-not-of-the-gathering", f"the gathering is not held on {on}", f"{field}.date")
    for hour, name in zip((starts, ends), names, strict=True):
        if hour.tzinfo is not None:
            reason = f"{hour} carries an offset; hours are those of the gathering's time zone"
            raise Rejected("an-hour-carries-an-offset", reason, f"{field}.{name}")
        moment_at(on, hour, zone, ("an-hour-does-not-exist", f"{field}.{name}"))
    if ends <= starts:
        raise Rejected("it-ends-before-it-starts", f"from {starts} to {ends}; swap the two", f"{field}.{names[1]}")


def moved_day(day: Day, days: tuple[Day, ...], there: tuple[Day, ...]) -> Day:
    """A day of a gathering that slipped, for a room's hours."""
    dates = {old.date: new.date for old, new in zip(days, there, strict=True)}
    return day.model_copy(update={"date": dates.get(day.date, day.date)})
