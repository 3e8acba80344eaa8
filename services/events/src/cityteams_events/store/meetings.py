"""Where events keeps meetings, and what it has to know to plan them."""

from collections.abc import Sequence

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.events import MeetingId, MeetingPeriod, SeatState
from cityteams_contracts.values import GatheringId, PersonId
from cityteams_events.domain.meetings.meeting import (
    Availability,
    Introduction,
    Meeting,
    MeetingPlan,
    MeetingState,
    availability_id_of,
)
from cityteams_events.domain.meetings.question import Busy, Question, question_of
from cityteams_events.domain.slot import SlotState
from cityteams_events.store.attendance import SEATS, twin_of
from cityteams_events.tables import attendance, slots
from cityteams_events.tables import meetings as tables

MEETING_PLANS = Shelf(tables.meeting_plans, MeetingPlan)
MEETINGS = Shelf(tables.meetings, Meeting)
AVAILABILITIES = Shelf(tables.availabilities, Availability)
INTRODUCTIONS = Shelf(tables.introductions, Introduction)


def meetings_at(tx: Tx, gathering_id: GatheringId) -> list[Meeting]:
    """All meetings of a gathering."""
    return tx.find(MEETINGS, tables.meetings.c.gathering_id == gathering_id)


def placed_at(tx: Tx, gathering_id: GatheringId) -> list[Meeting]:
    """The meetings of a gathering that have a time and a table."""
    at = tables.meetings.c
    return tx.find(MEETINGS, at.gathering_id == gathering_id, at.state == MeetingState.PLACED)


def meetings_with(tx: Tx, person_id: PersonId) -> list[Meeting]:
    """The open meetings that somebody may be in; the list of people is text, so a few others may be among them."""
    at = tables.meetings.c
    closed = (MeetingState.CANCELLED, MeetingState.DECLINED)
    named = sa.type_coerce(at.people, sa.Text).contains(person_id, autoescape=True)
    return tx.find(MEETINGS, named, at.state.not_in(closed))


def availabilities_of(tx: Tx, person_id: PersonId) -> list[Availability]:
    """When somebody is away, at every gathering."""
    return tx.find(AVAILABILITIES, tables.availabilities.c.person_id == person_id)


def introductions_for(tx: Tx, gathering_id: GatheringId) -> list[Introduction]:
    """Introductions of two who both come; where nobody is asked who comes, all."""
    found = tx.find(INTRODUCTIONS, order_by=tables.introductions.c.introduced_at)
    seating = twin_of(tx, gathering_id, None)
    if seating is None:
        return found
    seats = attendance.seats.c
    comes = (seats.seating_id == seating.seating_id, seats.guest == 0, seats.state == SeatState.GIVEN)
    coming = {each.person_id for each in tx.find(SEATS, *comes)}
    return [each for each in found if {each.first, each.second} <= coming]


def busy_at(tx: Tx, gathering_id: GatheringId) -> Busy:
    """When people cannot meet: they are away, or speak."""
    found: dict[PersonId, list[MeetingPeriod]] = {}
    for each in tx.find(AVAILABILITIES, tables.availabilities.c.gathering_id == gathering_id):
        found.setdefault(each.person_id, []).extend(each.away)
    given = (slots.c.gathering_id == gathering_id, slots.c.state == SlotState.GIVEN)
    for row in tx.rows(sa.select(slots.c.speaker, slots.c.starts, slots.c.ends).where(*given)):
        found.setdefault(row.speaker, []).append(MeetingPeriod(starts=row.starts, ends=row.ends))
    return found


def asked_plans(tx: Tx) -> list[MeetingPlan]:
    """The plans that somebody waits for, the one asked for first is first."""
    at = tables.meeting_plans.c
    return tx.find(MEETING_PLANS, at.plan_id.is_not(None), order_by=at.asked_at, limit=5)


def question_at(tx: Tx, plan: MeetingPlan) -> Question:
    """What is to be planned at a gathering."""
    return question_of(plan, meetings_at(tx, plan.gathering_id), busy_at(tx, plan.gathering_id))


def meetings_by_id(tx: Tx, ids: Sequence[MeetingId]) -> dict[MeetingId, Meeting]:
    """Those meetings as they stand."""
    tx.unit.prefetch([(MEETINGS, each) for each in ids])
    return {each: found for each in ids if (found := tx.get(MEETINGS, each)) is not None}


def availability(tx: Tx, gathering_id: GatheringId, person_id: PersonId) -> Availability | None:
    """When somebody is away."""
    return tx.get(AVAILABILITIES, availability_id_of(gathering_id, person_id))
