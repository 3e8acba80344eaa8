"""Seatings to test with."""

import asyncio
from datetime import timedelta

from cityteams_contracts import events as said
from cityteams_events.store.attendance import SEATS
from cityteams_events.timers import holds
from cityteams_timers import fire
from tests.events.samples import NOON, plan

GATHERING = plan(gathering_id="jam-2018", title="Tech Jam 2018", kind="tech_jam")
LATER = NOON + timedelta(days=30)


def classes(*parts):
    """Classes from (code, entitled, kept)."""
    return tuple(
        said.SeatClass(code=code, name=code.title(), entitled=entitled, kept=kept) for code, entitled, kept in parts
    )


PUBLIC = classes(("public", said.Entitled.ANYONE, 0))
THREE = classes(
    ("presenting", said.Entitled.PRESENTING, 0),
    ("member", said.Entitled.MEMBERS, 0),
    ("public", said.Entitled.ANYONE, 0),
)


def seating_plan(capacity=2, **changed):
    """Seats for anybody, held for a day."""
    return said.SeatingPlan(**{"capacity": capacity, "classes": PUBLIC, "hold_minutes": 1440, **changed})


def opened(capacity=2, seating_id="jam", session_id=None, **changed):
    """The command that asks who comes to the Tech Jam."""
    return said.OpenSeating(
        seating_id=seating_id,
        gathering_id="jam-2018",
        session_id=session_id,
        title="Tech Jam 2018",
        plan=seating_plan(capacity, **changed),
    )


def answer(person, word="yes", guests=0, seating_id="jam", **rest):
    """What somebody answers."""
    return said.AnswerAttendance(seating_id=seating_id, person_id=person, answer=word, guests=guests, **rest)


def invited(*people, code="public", seating_id="jam"):
    """The invitation of these people."""
    return said.InviteAttendees(seating_id=seating_id, people=people, seat_class=code)


def words(events):
    """What was said of seats: by event and person, guests by number."""
    return [
        (type(event).__name__, event.person_id + ("+" * event.guest))
        for event in events
        if hasattr(event, "seat_id") and hasattr(event, "guest")
    ]


def code(events):
    """Why the one thing that was said is a no."""
    (no,) = events
    return no.code


def lapse(desk, until):
    """What comes due until then happens."""
    before = desk.posted()
    asyncio.run(fire(desk.service, holds, until))
    return desk.said(before)


def states(desk):
    """Person (and guests), state, of all seats."""
    found = desk.read(lambda tx: tx.find(SEATS))
    return {seat.person_id + "+" * seat.guest: seat.state.value for seat in found}
