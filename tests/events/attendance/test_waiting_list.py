"""Whatever people do, in whatever order: no seat is given twice, and within its class whoever asked first is first."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts import events as said
from cityteams_events.domain.attendance import answering, planning
from cityteams_events.domain.attendance.ids import attendance_id_of
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Attendee, Seat
from tests.events.attendance.samples import answer, classes, seating_plan
from tests.events.samples import NOON

SEAT = {
    said.SeatGiven: Seat.given,
    said.SeatWaitlisted: Seat.queued,
    said.SeatOffered: Seat.offered,
    said.SeatConfirmed: Seat.confirmed,
    said.SeatReleased: Seat.released,
}
COUNT = {
    said.SeatGiven: Seating.gave,
    said.SeatWaitlisted: Seating.queued,
    said.SeatOffered: Seating.offered,
    said.SeatConfirmed: Seating.confirmed,
    said.SeatReleased: Seating.released,
    said.SeatingChanged: Seating.changed,
}
ATTENDEE = {
    said.AttendanceAnswered: Attendee.answered,
    said.AttendeesJoined: Attendee.joined,
    said.AttendeeForgotten: Attendee.forgotten,
    said.SeatGiven: Attendee.asked,
    said.SeatWaitlisted: Attendee.asked,
    said.SeatReleased: Attendee.released,
}
TAKEN = (said.SeatState.GIVEN, said.SeatState.OFFERED)
GROUPS = ("presenting", "member", "public")


@dataclass
class Hall:
    """A seating with its rows in plain dictionaries, and an eye on every event."""

    seating: Seating
    now: object = NOON
    seats: dict = field(default_factory=dict)
    attendees: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def mine(self, person):
        attendee = self.attendees.get(attendance_id_of("hall", person))
        live = [seat for seat in self.seats.values() if seat.person_id == person and seat.state != "released"]
        return answering.Mine(attendee, live)

    def line(self):
        waits = sorted((seat for seat in self.seats.values() if seat.state == "waiting"), key=lambda each: each.number)
        return {code: [seat for seat in waits if seat.seat_class == code] for code in GROUPS}

    def take(self, events):
        for event in events:
            self._watch(event)
            if fold := COUNT.get(type(event)):
                self.seating = fold(self.seating, event, None)
            if fold := SEAT.get(type(event)):
                self._put(self.seats, event.seat_id, fold(self.seats.get(event.seat_id), event, None))
            if fold := ATTENDEE.get(type(event)):
                row = attendance_id_of("hall", event.person_id)
                self._put(self.attendees, row, fold(self.attendees.get(row), event, None))
            self._count()

    @staticmethod
    def _put(rows, key, value):
        rows.pop(key, None)
        if value is not None:
            rows[key] = value

    def _watch(self, event):
        """First come, first served: by the order in which seats were asked for, kept here and nowhere else."""
        if isinstance(event, said.SeatWaitlisted):
            self.asked.append((event.seat_class, event.seat_id))
        served = isinstance(event, said.SeatOffered) or (isinstance(event, said.SeatGiven) and event.waited)
        if served:
            first = next(seat for code, seat in self.asked if code == event.seat_class)
            assert event.seat_id == first
        if isinstance(event, said.SeatGiven) and not event.waited:
            assert [seat for code, seat in self.asked if code == event.seat_class] == []
        if served or isinstance(event, said.SeatReleased):
            self.asked = [each for each in self.asked if each[1] != event.seat_id]

    def _count(self):
        taken = [seat for seat in self.seats.values() if seat.state in TAKEN]
        plan = self.seating.plan
        assert len(taken) <= plan.capacity
        own = {each.code: sum(seat.seat_class == each.code for seat in taken) for each in plan.classes}
        assert {code: own.get(code, 0) for code in GROUPS} == {c: self.seating.taken.get(c, 0) for c in GROUPS}
        waits = {code: len(seats) for code, seats in self.line().items()}
        assert waits == {code: self.seating.waiting.get(code, 0) for code in GROUPS}

    def nobody_waits_for_a_free_seat(self):
        if not self.seating.is_over(self.now):
            for code, waits in self.line().items():
                assert not waits or self.seating.free_for(code) <= 0, code

    def does(self, work, *given):
        try:
            self.take(work(*given))
        except Rejected as no:
            return no.code
        self.nobody_waits_for_a_free_seat()
        return ""


def standing(person):
    """Whoever has a number: those divisible by 5 present, the other even ones are members."""
    number = int(person[1:])
    return answering.Standing(presents=number % 5 == 0, is_member=number % 2 == 0)


def answers(hall, person, word, guests):
    command = answer(person, word, guests, seating_id="hall")
    return hall.does(
        answering.answers, hall.seating, hall.mine(person), standing(person), command, hall.line(), hall.now
    )


def confirms(hall, person):
    return hall.does(answering.confirms, hall.seating, hall.mine(person), hall.now)


def gives_back(hall, person, guest):
    own = hall.mine(person)
    seat = own.seats[guest % len(own.seats)].seat_id if own.seats else "none"
    command = said.ReleaseSeat(seating_id="hall", person_id=person, seat_id=seat)
    return hall.does(lambda: answering.gives_back(hall.seating, own, command, hall.line(), hall.now, office=False))


def joins(hall, person, other):
    command = said.JoinAttendees(seating_id="hall", person_id=person, same_as=other)
    return hall.does(answering.joins, hall.seating, hall.mine(person), hall.mine(other), command, hall.line(), hall.now)


def forgets(hall, person):
    hall.does(answering.forgets, hall.seating, person, hall.mine(person), hall.line(), hall.now)


def changes(hall, capacity, kept, hold):
    command = said.ChangeSeating(seating_id="hall", plan=plan_of(capacity, kept, hold))
    return hall.does(planning.changes, hall.seating, command, hall.line(), hall.now)


def waits(hall, hours):
    """Time passes; holds end in the order of their moments."""
    until = hall.now + timedelta(hours=hours)
    while due := [s for s in hall.seats.values() if s.state == "offered" and s.hold_until <= until]:
        seat = min(due, key=lambda each: (each.hold_until, each.seat_id))
        hall.now = max(hall.now, seat.hold_until)
        hall.does(answering.lapses, hall.seating, seat, hall.line(), hall.now)
    hall.now = until


def plan_of(capacity, kept, hold, closes=None):
    parts = classes(
        ("presenting", said.Entitled.PRESENTING, min(kept, capacity)),
        ("member", said.Entitled.MEMBERS, 0),
        ("public", said.Entitled.ANYONE, 0),
    )
    return seating_plan(capacity, classes=parts, hold_minutes=hold, guests_most=2, waiting_most=12, closes_at=closes)


PEOPLE = st.integers(1, 14).map("p{}".format)
HOLDS = st.sampled_from([0, 60, 1440])
DEEDS = st.one_of(
    st.tuples(st.just(answers), PEOPLE, st.sampled_from(["yes", "yes", "yes", "no", "maybe"]), st.integers(0, 3)),
    st.tuples(st.just(confirms), PEOPLE),
    st.tuples(st.just(gives_back), PEOPLE, st.integers(0, 2)),
    st.tuples(st.just(joins), PEOPLE, PEOPLE),
    st.tuples(st.just(forgets), PEOPLE),
    st.tuples(st.just(changes), st.integers(0, 9), st.integers(0, 3), HOLDS),
    st.tuples(st.just(waits), st.integers(1, 40)),
)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 6), st.integers(0, 3), HOLDS, st.lists(DEEDS, max_size=60), st.booleans())
def test_whatever_people_do_seats_are_given_once_and_first_come_is_first_served_in_each_class(
    capacity, kept, hold, deeds, closes
):
    plan = plan_of(capacity, kept, hold, NOON + timedelta(days=2) if closes else None)
    hall = Hall(Seating("hall", "jam-2018", None, "The hall", plan))
    for work, *given_to in deeds:
        work(hall, *given_to)


def test_people_wait_are_offered_lapse_and_the_next_one_is_asked():
    hall = Hall(Seating("hall", "jam-2018", None, "The hall", plan_of(1, 0, 60)))
    assert [answers(hall, person, "yes", 0) for person in ("p1", "p3", "p7")] == ["", "", ""]
    assert answers(hall, "p1", "no", 0) == ""
    assert hall.mine("p3").seats[0].state == "offered"
    waits(hall, 1)
    assert hall.mine("p3").seats == []
    assert hall.mine("p7").seats[0].state == "offered"
    assert confirms(hall, "p7") == ""
    assert hall.mine("p7").seats[0].state == "given"


def test_kept_seats_are_for_their_class_alone():
    hall = Hall(Seating("hall", "jam-2018", None, "The hall", plan_of(2, 1, 60)))
    assert [answers(hall, person, "yes", 0) for person in ("p1", "p3", "p5")] == ["", "", ""]
    states = {person: hall.mine(person).seats[0].state.value for person in ("p1", "p3", "p5")}
    assert states == {"p1": "given", "p3": "waiting", "p5": "given"}
