"""A gathering that was announced: planned otherwise, slipped by days or months, or called off."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    CancelGathering,
    ChangeGathering,
    Day,
    Emcee,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    Pause,
    Room,
    SessionChanged,
    SlipGathering,
    SlotGiven,
    Track,
)
from cityteams_contracts.values import PersonId
from cityteams_events.domain.checked import check_plan
from cityteams_events.domain.gathering import Gathering, known
from cityteams_events.domain.hours import check_days, keeps_its_hour, later
from cityteams_events.domain.planning.plan import Plan
from cityteams_events.domain.planning.session import Session, saying
from cityteams_events.domain.slot import Slot

_KEPT = ("gathering_id", "kind", "round_id", "planned")
Dated = TypeVar("Dated", Day, Pause, Emcee)


def change(gathering: Gathering | None, slots: Sequence[Slot], command: ChangeGathering) -> GatheringChanged:
    """Decides whether a gathering can be held as it is planned now; raises Rejected."""
    held = known(gathering)
    check_plan(command)
    if slots:
        _keep_slots(held, command)
    now = command.model_dump(exclude={"gathering_id"})
    plan = {name: getattr(command, name) for name in now}
    what = tuple(name for name, value in plan.items() if value != getattr(held, name))
    if not what:
        raise Rejected("nothing-was-changed", f"{held.title} is planned like this already")
    kept = {name: getattr(held, name) for name in _KEPT}
    return GatheringChanged.model_validate({**now, **kept, "what": what})


def _keep_slots(held: Gathering, command: ChangeGathering) -> None:
    """Slots that were given stay where they are: days, zone and length stay, and no room in use goes."""
    for name in ("time_zone", "days", "slot_minutes"):
        if getattr(command, name) != getattr(held, name):
            reason = "slots were given by it already; slip the gathering, or cancel it and hold another"
            raise Rejected("slots-were-given-already", reason, name)
    if {room.room_id for room in held.rooms} - {room.room_id for room in command.rooms}:
        raise Rejected("slots-were-given-already", "slots were given in a room that is gone", "rooms")


def call_off(gathering: Gathering | None, people: Iterable[PersonId], command: CancelGathering) -> GatheringCancelled:
    """Decides that a gathering is not held; raises Rejected."""
    held = known(gathering)
    return GatheringCancelled(
        **held.titled, kind=held.kind, days=held.days, reason=command.reason, people=tuple(people)
    )


def slip(
    gathering: Gathering | None, plan: Plan | None, people: Iterable[PersonId], command: SlipGathering
) -> GatheringSlipped:
    """Decides that a gathering moves, with all its hours; raises Rejected."""
    held = known(gathering)
    by = _days(held.days[0].date, command)
    if not by:
        raise Rejected("it-does-not-move", "give months or days, forward or (negative) back", "months")
    days = _moved(held.days, by)
    check_days(days, held.zone, held.slot_minutes)
    _check_hours(held, plan, by)
    rooms = tuple(room.model_copy(update={"hours": _moved(room.hours, by)}) for room in held.rooms)
    return GatheringSlipped(
        **held.titled,
        kind=held.kind,
        days_were=held.days,
        days=days,
        rooms=tuple(Room.model_validate(room) for room in rooms),
        pauses=_moved(held.pauses, by),
        tracks=tuple(_track(track, by) for track in held.tracks),
        deadlines=tuple(each.model_copy(update={"at": later(each.at, held.zone, by)}) for each in held.deadlines),
        by_days=by,
        reason=command.reason,
        people=tuple(people),
    )


def _days(first: date, command: SlipGathering) -> int:
    """By how many days the first day moves; of a month that is too short the last day is meant."""
    years, month = divmod(first.year * 12 + first.month - 1 + command.months, 12)
    if not 2000 <= years < 3000:
        raise Rejected("a-day-is-beyond-the-calendar", f"{years} is not from 2000 to 2999", "months")
    there = date(years, month + 1, min(first.day, monthrange(years, month + 1)[1])) + timedelta(days=command.days)
    return (there - first).days


def _moved(dated: tuple[Dated, ...], by: int) -> tuple[Dated, ...]:
    return tuple(each.model_copy(update={"date": each.date + timedelta(days=by)}) for each in dated)


def _track(track: Track, by: int) -> Track:
    return track.model_copy(update={"emcees": _moved(track.emcees, by)})


def _check_hours(held: Gathering, plan: Plan | None, by: int) -> None:
    """A session must last as long there as here: clocks that jump on the new day would tear it."""
    for place in plan.places if plan else ():
        there = later(place.ends, held.zone, by) - later(place.starts, held.zone, by)
        exists = all(keeps_its_hour(moment, held.zone, by) for moment in (place.starts, place.ends))
        if not exists or there != place.ends - place.starts:
            reason = f"on the new day clocks jump while a session is held at {place.starts:%H:%M}; slip by other days"
            raise Rejected("clocks-jump-during-a-session", reason, "days")


def slipped_slots(gathering: Gathering, slots: Iterable[Slot], by: int) -> list[SlotGiven]:
    """The slots at the same hours of the new days; everyone was told by the gathering."""
    found = []
    for slot in slots:
        entry = slot.entry(gathering.zone)
        room = next((room.name for room in gathering.rooms if room.room_id == entry.room_id), entry.room_id)
        ends: dict[str, Any] = {name: later(getattr(entry, name), gathering.zone, by) for name in ("starts", "ends")}
        found.append(
            SlotGiven(
                **gathering.named,
                slot_id=slot.slot_id,
                cluster_id=slot.cluster_id,
                title=slot.title,
                speaker=slot.speaker,
                room_id=entry.room_id,
                room=room,
                **ends,
                slipped=True,
            )
        )
    return found


def slipped_sessions(gathering: Gathering, sessions: Iterable[Session], by: int) -> list[SessionChanged]:
    """Sessions that are bound to a moment are bound to the same hour of the new day."""
    return [
        SessionChanged(**saying(gathering, replace(session, content=_later(session, gathering.zone, by))),
                       priority=session.priority)
        for session in sessions
        if session.content.fixed_at is not None
    ]  # fmt: skip


def _later(session: Session, zone: ZoneInfo, by: int) -> Any:
    at = session.content.fixed_at
    return session.content.model_copy(update={"fixed_at": at and later(at, zone, by)})
