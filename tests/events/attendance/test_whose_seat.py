"""Whose a seat is: two spellings, closings, speakers, who may answer, who is erased, and what events rebuild."""

import asyncio
from datetime import timedelta
from random import Random

import pytest

from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.rights import SECRETARIAT
from cityteams_events.store.attendance import INTERESTS
from cityteams_events.timers import holds
from cityteams_timers import fire
from tests.events.attendance.samples import (
    GATHERING,
    LATER,
    THREE,
    answer,
    classes,
    code,
    invited,
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


def test_who_is_registered_under_two_spellings_keeps_the_better_seat_and_one_only(jam):
    jam.take(answer("p-jane"), answer("p-2"), answer("p-3"), answer("p-jayne"))
    wrong = said.JoinAttendees(seating_id="jam", person_id="p-jane", same_as="p-jayne")
    assert code(jam.take(wrong)) == "the-better-seat-would-be-lost"
    right = said.JoinAttendees(seating_id="jam", person_id="p-jayne", same_as="p-jane")
    assert words(jam.take(right)) == [("SeatReleased", "p-jayne")]
    assert code(jam.take(answer("p-jayne"))) == "this-person-answers-under-another-id"


def test_after_closing_nobody_can_come_but_anybody_can_cancel(desk):
    desk.take(GATHERING)
    desk.take(opened(1, closes_at=LATER))
    desk.take(answer("p-1"), answer("p-2"))
    desk.noon = LATER
    assert code(desk.take(answer("p-3"))) == "answers-are-no-longer-taken"
    assert words(desk.take(answer("p-1", "no"))) == [("SeatReleased", "p-1")]


def test_an_offer_is_never_held_beyond_the_closing(desk):
    desk.take(GATHERING)
    desk.take(opened(1, closes_at=NOON + timedelta(hours=2)))
    *_, offered = desk.take(answer("p-1"), answer("p-2"), answer("p-1", "no"))
    assert offered.hold_until == NOON + timedelta(hours=2)


def session(speaker="p-1"):
    """The command that plans a session with this speaker."""
    content = said.SessionContent(kind="workshop", title="Side meeting", minutes=20, speakers=(speaker,))
    return said.PlanSession(session_id="side-meeting", gathering_id="jam-2018", content=content)


def test_who_speaks_in_a_session_is_presenting(desk):
    desk.take(GATHERING)
    desk.take(session("p-1"))
    desk.take(opened(5, classes=THREE))
    given = [event for event in desk.take(answer("p-1"), answer("p-11")) if isinstance(event, said.SeatGiven)]
    assert [(seat.person_id, seat.seat_class) for seat in given] == [("p-1", "presenting"), ("p-11", "public")]


def test_with_a_session_its_seats_are_called_off_and_with_the_gathering_all_are(desk):
    desk.take(GATHERING)
    desk.take(session())
    desk.take(opened(5), opened(5, "side", "side-meeting"))
    gone = desk.take(said.WithdrawSession(session_id="side-meeting"))
    assert [event.seating_id for event in gone if isinstance(event, said.SeatingClosed)] == ["side"]
    gone = desk.take(said.CancelGathering(gathering_id="jam-2018"))
    assert [event.seating_id for event in gone if isinstance(event, said.SeatingClosed)] == ["jam"]


def test_what_is_called_off_takes_no_answers(jam):
    jam.take(said.CloseSeating(seating_id="jam", reason="The hall is flooded."))
    assert code(jam.take(answer("p-1"))) == "seating-is-called-off"
    assert [type(each) for each in jam.take(opened(2, "again"))] == [said.SeatingOpened]


def test_a_seat_is_given_back_by_its_owner_or_taken_by_the_secretariat(jam):
    given = jam.take(answer("p-1", guests=1))
    seats = {event.guest: event.seat_id for event in given if isinstance(event, said.SeatGiven)}
    jam.actor = "p-1"
    guest = jam.take(said.ReleaseSeat(seating_id="jam", person_id="p-1", seat_id=seats[1]))
    assert [(event.guest, event.reason) for event in guest] == [(1, "cancelled")]
    jam.actor = SECRETARIAT
    own = jam.take(said.ReleaseSeat(seating_id="jam", person_id="p-1", seat_id=seats[0]))
    assert [(event.guest, event.reason) for event in own] == [(0, "withdrawn")]


@pytest.mark.parametrize(
    "command",
    [
        answer("p-1"),
        said.ConfirmSeats(seating_id="jam", person_id="p-1"),
        said.ReleaseSeat(seating_id="jam", person_id="p-1", seat_id="s"),
        said.StateInterests(person_id="p-1", gathering_id="jam-2018", sessions=()),
        invited("p-1"),
        said.ChangeSeating(seating_id="jam", plan=seating_plan(9)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_nobody_answers_for_somebody_else(jam, command):
    jam.actor = "p-2"
    assert code(jam.take(command)) == "this-is-not-yours-to-do"


def test_of_an_erased_person_nothing_is_left_and_their_seat_goes_on(jam):
    jam.take(answer("p-1", guests=1), answer("p-2"), invited("p-1"))
    jam.take(said.StateInterests(person_id="p-1", gathering_id="jam-2018", sessions=("a", "b")))
    gone = jam.take(PersonErased(person_id="p-1", erased_at=NOON))
    assert words(gone) == [("SeatReleased", "p-1"), ("SeatReleased", "p-1+"), ("SeatOffered", "p-2")]
    assert "p-1" not in str(jam.dump())
    assert jam.read(lambda tx: tx.find(INTERESTS)) == []


def played(desk, seed):
    """A few weeks of a seating."""
    chance = Random(seed)
    desk.take(GATHERING)
    desk.take(opened(6, guests_most=2, classes=THREE, waiting_most=9))
    desk.take(listed(cluster(1, lead="p-3")), listed(cluster(2, lead="p-5")))
    for hour in range(60):
        desk.noon = NOON + timedelta(hours=3 * hour)
        asyncio.run(fire(desk.service, holds, desk.noon))
        person = f"p-{chance.randrange(16)}"
        word = chance.choice(["yes", "yes", "no", "maybe"])
        desk.take(answer(person, word, chance.randrange(3)), said.ConfirmSeats(seating_id="jam", person_id="p-3"))
        if hour % 15 == 9:
            desk.take(said.ChangeSeating(seating_id="jam", plan=seating_plan(12, classes=THREE, guests_most=2)))


@pytest.mark.parametrize("seed", range(3))
def test_the_events_alone_give_the_same_seats(new_desk, seed):
    live, again = new_desk(), new_desk()
    played(live, seed)
    record = [*live.heard, *(each for each in live.envelopes() if ".command." not in each.subject)]
    assert again.replay(record) == len(record)
    assert again.dump() == live.dump()
    assert sum(1 for state in states(live).values() if state in ("given", "offered")) <= 12
