"""Doors: scans of devices that were offline come late, twice, in any order, and the outcome is the same."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_contracts import events as said
from cityteams_events.domain.attendance.doors import Arrival, Door, arrival_row, takes
from cityteams_events.domain.attendance.ids import seat_id_of
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Seat
from cityteams_events.store.attendance import ARRIVALS, SCANS
from tests.events.attendance.samples import GATHERING, answer, opened, seating_plan
from tests.events.samples import NOON, plan

PEOPLE = ("p-1", "p-2", "p-3")


def badge(person, seating_id="jam", guest=0):
    return seat_id_of(seating_id, person, guest)


def scan(sequence, person, minutes=0, seating_id="jam"):
    return said.Scan(sequence=sequence, seat_id=badge(person, seating_id), scanned_at=NOON + timedelta(minutes=minutes))


def batch(device, *scans, seating_id="jam"):
    return said.HandInScans(seating_id=seating_id, device_id=device, scans=scans)


@pytest.fixture
def jam(desk):
    """The Tech Jam with seats for three, and a session of it with a seat for one of them."""
    desk.take(GATHERING)
    desk.take(opened(3), opened(1, "side", "side-meeting"))
    desk.take(*(answer(person) for person in PEOPLE), answer("p-1", seating_id="side"))
    desk.noon = NOON + timedelta(hours=9)
    return desk


def arrivals(desk):
    """Who came, when after noon, at which device, how often scanned."""
    found = desk.read(lambda tx: tx.find(ARRIVALS))
    minutes = timedelta(minutes=1)
    return {each.person_id: ((each.came_at - NOON) // minutes, each.device_id, each.times) for each in found}


def test_the_first_scan_counts_and_every_scan_is_kept(jam):
    jam.take(batch("west", scan(1, "p-1", 10), scan(2, "p-2", 11)))
    taken = jam.take(batch("east", scan(1, "p-1", 5)))[-1]
    assert (taken.new, taken.known, taken.renumbered) == (1, 0, 0)
    assert arrivals(jam) == {"p-1": (5, "east", 2), "p-2": (11, "west", 1)}
    assert len(jam.read(lambda tx: tx.find(SCANS))) == 3


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_whichever_device_hands_in_first_the_outcome_is_the_same(jam, order):
    batches = [
        batch("west", scan(1, "p-1", 10), scan(2, "p-2", 20)),
        batch("east", scan(1, "p-2", 20), scan(2, "p-1", 9)),
        batch("north", scan(1, "p-3", 1), scan(2, "p-1", 30)),
    ]
    for at in order:
        jam.take(batches[at])
    assert arrivals(jam) == {"p-1": (9, "east", 3), "p-2": (20, "east", 2), "p-3": (1, "north", 1)}


def test_what_is_handed_in_twice_is_kept_once(jam):
    scans = batch("west", scan(1, "p-1", 10), scan(2, "p-2", 11))
    jam.take(scans)
    before = jam.dump()
    (taken,) = jam.take(scans)
    assert (taken.new, taken.known) == (0, 2)
    assert jam.dump() == before


def test_a_device_that_counts_from_one_again_loses_nothing(jam):
    jam.take(batch("west", scan(1, "p-1", 10)))
    taken = jam.take(batch("west", scan(1, "p-2", 50)))[-1]
    assert (taken.new, taken.renumbered) == (1, 1)
    assert set(arrivals(jam)) == {"p-1", "p-2"}


def test_a_clock_that_runs_ahead_counts_from_when_it_was_handed_in(jam):
    jam.take(batch("west", scan(1, "p-1", 24 * 60)))
    assert arrivals(jam)["p-1"][0] == 9 * 60


def test_the_badge_of_the_gathering_opens_the_doors_of_its_sessions(jam):
    inside, outside, _ = jam.take(batch("west", scan(1, "p-1"), scan(2, "p-2"), seating_id="side"))
    assert (inside.verdict, inside.at_seat) == ("admitted", badge("p-1", "side"))
    assert (outside.verdict, outside.at_seat, outside.person_id) == ("no_seat", None, "p-2")


def test_who_gave_the_seat_back_is_told_at_the_door(jam):
    jam.take(answer("p-2", "no"))
    refused, _ = jam.take(batch("west", scan(1, "p-2")))
    assert refused.verdict == "no_seat"
    assert arrivals(jam) == {}


def test_the_badge_of_another_gathering_is_unknown(jam):
    jam.take(plan(gathering_id="other", kind="kickoff"))
    jam.take(said.OpenSeating(seating_id="o", gathering_id="other", title="Other", plan=seating_plan(9)))
    jam.take(answer("p-1", seating_id="o"))
    strange, invented, _ = jam.take(batch("west", scan(1, "p-1", seating_id="o"), scan(2, "nobody")))
    assert {strange.verdict, invented.verdict} == {"unknown"}
    assert strange.person_id is None


SEATING = Seating("jam", "jam-2018", None, "Tech Jam", seating_plan(3))
SEATS = {
    badge(person): Seat(badge(person), "jam", "jam-2018", person, 0, "public", said.SeatState.GIVEN)
    for person in PEOPLE
}
LOOKS = st.lists(
    st.tuples(st.sampled_from(["west", "east"]), st.integers(1, 6), st.sampled_from(PEOPLE), st.integers(0, 9)),
    min_size=1,
    max_size=20,
)


def came(looks):
    """Who came when, after these looks were handed in one by one."""
    found, known = {}, set()
    door = Door(SEATING, SEATS, SEATS, frozenset(), frozenset())
    for device, sequence, person, minutes in looks:
        for event in takes(door, batch(device, scan(sequence, person, minutes)), NOON + timedelta(hours=9))[:-1]:
            if event.scan_id not in known:
                known.add(event.scan_id)
                row = arrival_row(event)
                found[row] = Arrival.scanned(found.get(row), event, None)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LOOKS, st.randoms(use_true_random=False))
def test_in_any_order_and_any_number_of_times_the_same_people_came_at_the_same_time(looks, chance):
    mixed = [*looks, *chance.sample(looks, len(looks) // 2)]
    chance.shuffle(mixed)
    assert came(mixed) == came(looks)
