"""Seats in the service, on its real store: answers, offers, holds, classes, and what is refused."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonNamed, PersonRole, PersonUnnamed
from cityteams_events.store.attendance import ATTENDEES, SEATINGS
from tests.events.attendance.samples import (
    GATHERING,
    THREE,
    answer,
    classes,
    code,
    invited,
    lapse,
    opened,
    seating_plan,
    states,
    words,
)
from tests.events.desk import listed
from tests.events.samples import NOON, cluster

ON_INVITATION = classes(("public", said.Entitled.INVITED, 0))


@pytest.fixture
def jam(desk):
    """A desk at which the Tech Jam has two seats."""
    desk.take(GATHERING)
    desk.take(opened(2, guests_most=2))
    return desk


def test_seats_are_given_in_the_order_of_the_answers_and_then_people_wait(jam):
    assert words(jam.take(answer("p-1"), answer("p-2"), answer("p-3"))) == [
        ("SeatGiven", "p-1"),
        ("SeatGiven", "p-2"),
        ("SeatWaitlisted", "p-3"),
    ]


def test_maybe_and_no_are_answers_that_take_no_seat(jam):
    assert words(jam.take(answer("p-1", "maybe"), answer("p-2", "no"))) == []
    assert [each.answer for each in jam.read(lambda tx: tx.find(ATTENDEES, order_by=ATTENDEES.table.c.person_id))] == [
        "maybe",
        "no",
    ]


def test_a_yes_that_was_said_before_changes_no_seat(jam):
    jam.take(answer("p-1"))
    assert words(jam.take(answer("p-1"))) == []
    assert words(jam.take(answer("p-1", "no"))) == [("SeatReleased", "p-1")]


def test_guests_have_seats_of_their_own_and_stay_at_home_one_by_one(jam):
    assert words(jam.take(answer("p-1", guests=2))) == [
        ("SeatGiven", "p-1"),
        ("SeatGiven", "p-1+"),
        ("SeatWaitlisted", "p-1++"),
    ]
    assert words(jam.take(answer("p-1", guests=0))) == [("SeatReleased", "p-1+"), ("SeatReleased", "p-1++")]
    assert code(jam.take(answer("p-1", guests=3))) == "so-many-guests-cannot-come"


def test_a_free_seat_is_held_for_the_first_who_waits_and_confirmed_in_time(jam):
    jam.take(*(answer(f"p-{at}") for at in range(1, 5)))
    said_now = jam.take(answer("p-1", "no"))
    assert words(said_now) == [("SeatReleased", "p-1"), ("SeatOffered", "p-3")]
    assert said_now[-1].hold_until == NOON + timedelta(days=1)
    assert words(jam.take(said.ConfirmSeats(seating_id="jam", person_id="p-3"))) == [("SeatConfirmed", "p-3")]
    assert lapse(jam, NOON + timedelta(days=9)) == []
    assert states(jam) == {"p-1": "released", "p-2": "given", "p-3": "given", "p-4": "waiting"}


def test_a_hold_that_is_not_confirmed_passes_on_as_of_its_moment(jam):
    jam.take(*(answer(f"p-{at}") for at in range(1, 5)), answer("p-1", "no"))
    ends = NOON + timedelta(days=1)
    assert lapse(jam, ends - timedelta(seconds=1)) == []
    passed = lapse(jam, ends)
    assert words(passed) == [("SeatReleased", "p-3"), ("SeatOffered", "p-4")]
    assert (passed[0].reason, passed[0].released_at, passed[1].hold_until) == ("lapsed", ends, ends + timedelta(days=1))


def test_after_an_outage_the_next_one_has_the_whole_time_to_answer(jam):
    jam.take(*(answer(f"p-{at}") for at in range(1, 5)), answer("p-1", "no"))
    back = NOON + timedelta(days=5)
    passed = lapse(jam, back)
    assert words(passed) == [("SeatReleased", "p-3"), ("SeatOffered", "p-4")]
    assert passed[1].hold_until == back + timedelta(days=1)


def test_a_confirmation_that_comes_too_late_is_told_so(jam):
    jam.take(*(answer(f"p-{at}") for at in range(1, 4)), answer("p-1", "no"))
    jam.noon = NOON + timedelta(days=1)
    assert code(jam.take(said.ConfirmSeats(seating_id="jam", person_id="p-3"))) == "the-hold-has-ended"
    assert code(jam.take(said.ConfirmSeats(seating_id="jam", person_id="p-2"))) == "no-seat-is-held-for-you"


def test_without_a_hold_who_waited_is_given_the_seat(desk):
    desk.take(GATHERING)
    desk.take(opened(1, hold_minutes=0))
    desk.take(answer("p-1"), answer("p-2"))
    (_, released, given) = desk.take(answer("p-1", "no"))
    assert words([released, given]) == [("SeatReleased", "p-1"), ("SeatGiven", "p-2")]
    assert given.waited


def test_raised_capacity_goes_to_those_who_wait_and_lowered_takes_nobodys_seat(jam):
    jam.take(*(answer(f"p-{at}") for at in range(1, 7)))
    more = said.ChangeSeating(seating_id="jam", plan=seating_plan(4))
    assert words(jam.take(more)) == [("SeatOffered", "p-3"), ("SeatOffered", "p-4")]
    (no,) = jam.take(said.ChangeSeating(seating_id="jam", plan=seating_plan(3)))
    assert (no.code, no.field) == ("more-seats-are-given-than-that", "plan.capacity")


def test_people_belong_to_the_first_class_that_is_for_them(desk):
    desk.take(GATHERING)
    desk.take(opened(9, classes=THREE))
    desk.take(PersonNamed(organisation_id="o-1", person_id="p-1", role=PersonRole.EXPERT))
    desk.take(listed(cluster(1, lead="p-2")))
    given = desk.take(answer("p-1"), answer("p-2"), answer("p-3"))
    seats = [event for event in given if isinstance(event, said.SeatGiven)]
    assert [(seat.person_id, seat.seat_class, seat.organisation_id) for seat in seats] == [
        ("p-1", "member", "o-1"),
        ("p-2", "member", None),
        ("p-3", "public", None),
    ]
    desk.take(PersonUnnamed(organisation_id="o-1", person_id="p-1", role=PersonRole.EXPERT))
    (no,) = desk.take(answer("p-1", organisation_id="o-1"))
    assert (no.code, no.field) == ("this-person-is-not-of-that-organisation", "organisation_id")


def test_a_session_can_be_for_the_invited_alone(desk):
    desk.take(GATHERING)
    desk.take(opened(2, "side", "side-meeting", classes=ON_INVITATION))
    assert code(desk.take(answer("p-1", seating_id="side"))) == "this-is-by-invitation-only"
    assert [event.person_id for event in desk.take(invited("p-1", "p-2", "p-1", seating_id="side"))] == ["p-1", "p-2"]
    assert words(desk.take(answer("p-1", seating_id="side"))) == [("SeatGiven", "p-1")]
    assert code(desk.take(invited("p-1", seating_id="side"))) == "everybody-is-invited-already"
    assert code(desk.take(invited("p-1", seating_id="side", code="vip"))) == "class-is-unknown"


@pytest.mark.slow
def test_ten_thousand_for_fifty_seats_wait_in_their_order_until_the_list_is_full(desk):
    desk.take(GATHERING)
    desk.take(opened(50, waiting_most=9_949))
    for start in range(0, 10_000, 500):
        desk.handle(*(desk.envelope(answer(f"p-{at:05}")) for at in range(start, start + 500)))
    (seating,) = desk.read(lambda tx: tx.find(SEATINGS))
    assert (seating.taken, seating.waiting) == ({"public": 50}, {"public": 9_949})
    (last,) = desk.envelopes(desk.posted() - 1)
    assert b"the-waiting-list-is-full" in last.body
    assert words(desk.take(answer("p-00007", "no"))) == [("SeatReleased", "p-00007"), ("SeatOffered", "p-00050")]


def test_an_answer_costs_the_same_whether_ten_wait_or_a_thousand(desk):
    statements = []
    desk.take(GATHERING)
    desk.take(opened(5))
    sa.event.listen(desk.service.store.engine, "before_cursor_execute", lambda *found: statements.append(found[2:4]))

    def cost(*commands):
        statements.clear()
        desk.handle(*(desk.envelope(each) for each in commands))
        return len(statements), max(len(str(given)) for _, given in statements if not isinstance(given, list))

    desk.take(*(answer(f"p-{at}") for at in range(10)))
    early = cost(answer("p-early"))
    for start in range(0, 1000, 250):
        desk.handle(*(desk.envelope(answer(f"q-{at}")) for at in range(start, start + 250)))
    late = cost(answer("p-later"))
    assert late[0] <= early[0]
    assert late[1] <= early[1] + 50  # no row grows with the list


REFUSED = {
    "seating-is-already-open": opened(3),
    "this-has-a-seating-already": opened(3, "other"),
    "gathering-is-unknown": said.OpenSeating(seating_id="new", gathering_id="no", title="No", plan=seating_plan(1)),
    "more-seats-are-kept-than-there-are": opened(
        1, "kept", "s-1", classes=classes(("public", said.Entitled.ANYONE, 2))
    ),
    "a-class-is-listed-twice": opened(
        1, "twice", "s-2", classes=classes(("a", said.Entitled.ANYONE, 0), ("a", said.Entitled.INVITED, 0))
    ),
    "it-would-be-over-already": opened(1, "over", "s-3", closes_at=NOON - timedelta(minutes=1)),
    "seating-is-unknown": answer("p-1", seating_id="nowhere"),
    "a-class-is-in-use": said.ChangeSeating(seating_id="jam", plan=seating_plan(9, classes=THREE[:1])),
    "this-seat-is-not-theirs": said.ReleaseSeat(seating_id="jam", person_id="p-9", seat_id="s-9"),
    "there-is-nobody-to-join": said.JoinAttendees(seating_id="jam", person_id="p-8", same_as="p-9"),
}


@pytest.mark.parametrize("wanted", REFUSED)
def test_what_cannot_be_is_refused_by_name_and_leaves_nothing_behind(jam, wanted):
    jam.take(answer("p-9", "yes"))
    before = jam.dump()
    assert code(jam.take(REFUSED[wanted])) == wanted
    assert jam.dump() == before
