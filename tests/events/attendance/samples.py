"""Seatings to test with."""

from datetime import timedelta

from cityteams_contracts import events as said
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
