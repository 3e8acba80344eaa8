"""What is typed into the forms of planning: days, rooms and tracks one a line, as values; a wrong line is named."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

from pydantic import ValidationError

from cityteams_contracts import Rejected
from cityteams_contracts.events import Booth, Day, GatheringKind, HoldGathering, Pause, Room, Track
from cityteams_portal.web.office.forms import Posted

T = TypeVar("T")
_NOT_ID = re.compile(r"[^a-z0-9]+")


def holding(form: Posted) -> HoldGathering:
    """The gathering that was typed; raises Rejected or ValidationError with the field."""
    return HoldGathering(
        gathering_id=form["gathering_id"],
        kind=GatheringKind(form["kind"] or "other"),
        title=form["title"],
        place=form["place"],
        link=form["link"] or None,
        time_zone=form["time_zone"],
        slot_minutes=int(form["slot_minutes"]) if form["slot_minutes"].isdigit() else 30,
        days=lines(form, "days", _day),
        rooms=lines(form, "rooms", _room),
        pauses=lines(form, "pauses", _pause),
        tracks=lines(form, "tracks", _track),
        booths=lines(form, "booths", _booth),
        planned=form["planned"] == "1",
    )


def lines(form: Posted, name: str, make: Callable[[list[str]], T]) -> tuple[T, ...]:
    """One value for each line that is not empty."""
    found = []
    for number, line in enumerate(form[name].splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(make([part.strip() for part in line.split(",")]))
        except (ValueError, IndexError, ValidationError):
            reason = f"Line {number} of {name} cannot be read: “{line.strip()[:60]}”. See the example above the field."
            raise Rejected("a-line-cannot-be-read", reason, name) from None
    return tuple(found)


def _day(parts: list[str]) -> Day:
    on, opens, closes = parts
    return Day(date=date.fromisoformat(on), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def _pause(parts: list[str]) -> Pause:
    on, starts, ends = parts[:3]
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    return Pause(date=date.fromisoformat(on), **hours, title=parts[3] if len(parts) > 3 else "Break")


def _room(parts: list[str]) -> Room:
    return Room(
        room_id=_id(parts[0]),
        name=parts[0],
        capacity=int(parts[1]),
        turn_round=int(parts[2]) if len(parts) > 2 and parts[2] else 0,
        equipment=tuple(parts[3:]),
    )


def _track(parts: list[str]) -> Track:
    return Track(track_id=_id(parts[0]), title=parts[0], room_id=_id(parts[1]) if len(parts) > 1 and parts[1] else None)


def _booth(parts: list[str]) -> Booth:
    return Booth(
        number=parts[0],
        exhibitors=int(parts[1]) if len(parts) > 1 and parts[1] else 1,
        pavilion=parts[2] if len(parts) > 2 else None,
    )


def _id(name: str) -> str:
    """An id made of a name: Hall A becomes hall-a."""
    found = _NOT_ID.sub("-", name.casefold()).strip("-")[:64]
    if not found:
        raise ValueError(name)
    return found
