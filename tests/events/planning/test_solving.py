"""Solving an agenda in the service: beside the command, the same for the same seed, and in words when it cannot be."""

import asyncio
from datetime import time
from random import Random

import pytest

from cityteams_contracts.events import (
    AgendaInfeasible,
    AgendaSolved,
    AvailabilityStated,
    InterestsStated,
    MeetingPeriod,
    Pause,
    Room,
    SessionKind,
    SolveAgenda,
    SolvingStopAsked,
    StopSolving,
    WithdrawSession,
)
from cityteams_events.solving.loop import Bench
from cityteams_events.solving.worker import Worker
from tests.events.planning.desk import (
    JAM,
    SOLVE,
    Here,
    at,
    code,
    computed,
    happens,
    hold,
    places,
    session,
    solved,
)
from tests.events.samples import NOON, day


@pytest.fixture
def desk(desk):
    desk.take(hold())
    return desk


def test_an_agenda_is_solved_outside_of_the_command_and_takes_effect_when_it_is_said(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-ada"), session("gamma", "p-bob"))
    found = solved(desk)
    assert isinstance(found, AgendaSolved)
    assert {place.session_id for place in found.places} == {"alpha", "beta", "gamma"}
    ada = [place.starts for place in found.places if place.session_id != "gamma"]
    assert len(set(ada)) == 2, "nobody is in two places"
    assert found.places[0].starts.isoformat().endswith("-05:00")
    assert len(places(desk)) == 3


def test_the_same_seed_and_effort_give_the_same_agenda(new_desk):
    found = []
    for _ in range(2):
        desk = new_desk()
        desk.take(hold(), *(session(f"s-{each}", f"p-{each % 4}") for each in range(9)))
        found.append(solved(desk, SolveAgenda(gathering_id=JAM, seed=3, seeds=2, effort=2)).places)
    assert found[0] == found[1]


def test_what_cannot_be_is_said_in_words_that_people_read(desk):
    desk.take(session("alpha", "p-ada", fixed_at=at(9)), session("beta", "p-ada", fixed_at=at(9)))
    no = solved(desk)
    assert isinstance(no, AgendaInfeasible)
    assert no.proven
    assert set(no.reasons) == {
        "alpha may begin only in 2018-02-07 09:00 to 09:30",
        "beta may begin only in 2018-02-07 09:00 to 09:30",
        "the speaker of alpha cannot be in two of alpha and beta at once",
    }


def test_a_second_search_waits_for_the_first_and_a_stopped_one_ends(desk):
    desk.take(session("alpha"))
    desk.take(SOLVE)
    assert code(desk.take(SOLVE)) == "a-search-is-running"
    assert isinstance(desk.take(StopSolving(gathering_id=JAM))[0], SolvingStopAsked)
    assert code(desk.take(StopSolving(gathering_id=JAM))) == "no-search-is-running"
    *_, found = computed(desk)
    assert isinstance(found, AgendaSolved)
    assert found.stopped


def test_a_search_begins_anew_when_its_question_changed_meanwhile(desk):
    class Meddled(Here):
        def begin(self, job):
            super().begin(job)
            desk.take(WithdrawSession(session_id="beta"))

    desk.take(session("alpha"), session("beta"))
    desk.take(SOLVE)
    assert not [each for each in computed(desk, Meddled()) if isinstance(each, AgendaSolved)]
    *_, found = computed(desk)
    assert [place.session_id for place in found.places] == ["alpha"]


def test_nothing_to_place_is_nothing_to_solve(desk):
    assert code(desk.take(SOLVE)) == "no-session-is-accepted"
    assert code(desk.take(SolveAgenda(gathering_id="other"))) == "gathering-is-unknown"


def test_stated_interests_are_kept_apart_and_counted_when_lost(new_desk):
    desk = new_desk()
    desk.take(hold(days=(day(opens=time(9), closes=time(10)),)), *(session(name) for name in "abcd"))
    for guest, wanted in enumerate((("a", "b"), ("c", "d"), ("a", "c"))):
        happens(desk, InterestsStated(person_id=f"p-{guest}", gathering_id=JAM, sessions=wanted, stated_at=NOON))
    found = solved(desk)
    assert found.lost_interests == 0
    hours = {place.session_id: place.starts for place in found.places}
    assert all(hours[one] != hours[other] for one, other in (("a", "b"), ("c", "d"), ("a", "c")))


def test_speakers_are_away_by_their_own_clocks(desk):
    desk.take(session("alpha", "p-tokyo"))
    away = (MeetingPeriod(starts=at(9), ends=at(11, 30)),)
    happens(desk, AvailabilityStated(person_id="p-tokyo", gathering_id=JAM, away=away, stated_at=NOON))
    found = solved(desk)
    assert found.places[0].starts == at(11, 30)


def test_a_session_held_alone_has_the_house_for_itself(new_desk):
    desk = new_desk()
    desk.take(hold(days=(day(opens=time(9), closes=time(10)),)))
    opening = session("opening", kind=SessionKind.PLENARY, alone=True, fixed_at=at(9))
    desk.take(opening, session("alpha"), session("beta"))
    found = solved(desk)
    assert [place.starts for place in found.places] == [at(9, 30), at(9, 30), at(9)]


def test_exhibit_hours_are_in_the_whole_house_and_keep_tracks_out_when_alone(desk):
    hours = session("exhibits", kind=SessionKind.EXHIBIT_HOURS, minutes=150, alone=True, fixed_at=at(9))
    desk.take(hours, session("alpha"))
    found = solved(desk)
    house = next(place for place in found.places if place.session_id == "exhibits")
    assert (house.room_id, house.ends) == (None, at(11, 30))
    assert next(place for place in found.places if place.session_id == "alpha").starts == at(11, 30)


def test_nothing_runs_across_a_pause(new_desk):
    desk = new_desk()
    pause = Pause(date=day().date, starts=time(10), ends=time(10, 20))
    desk.take(hold(pauses=(pause,)), session("long", minutes=90))
    found = solved(desk)
    assert found.places[0].starts == at(10, 20)
    assert found.places[0].ends == at(11, 50)


@pytest.mark.slow
def test_the_worker_gives_what_the_domain_gives_and_is_killed_without_a_trace(new_desk):
    rooms = tuple(Room(room_id=name, name=name, capacity=100) for name in ("a", "b", "c"))
    chance, said = Random(1), []
    wanted = [tuple(f"s-{each}" for each in chance.sample(range(14), 3)) for _ in range(40)]
    for worker in (None, Worker()):
        desk = new_desk()
        desk.take(hold(rooms=rooms), *(session(f"s-{each}", f"p-{each % 5}") for each in range(14)))
        for guest, sessions in enumerate(wanted):
            happens(desk, InterestsStated(person_id=f"g-{guest}", gathering_id=JAM, sessions=sessions, stated_at=NOON))
        desk.take(SolveAgenda(gathering_id=JAM, seed=5, seeds=2, effort=50))
        *_, found = computed(desk, worker)
        said.append((found.places, found.weight, found.lost_interests))
    assert said[0] == said[1]
    worker.close()


def test_a_search_whose_process_dies_is_begun_again_and_given_up_in_the_end(desk):
    class Dying(Worker):
        def _start(self):
            self.close()

    desk.take(session("alpha"))
    desk.take(SOLVE)

    async def turns():
        bench = Bench(desk.service, Dying())
        return [await bench.turn() for _ in range(4)]

    before = desk.posted()
    assert asyncio.run(turns()) == [False, False, False, True]
    (no,) = desk.said(before)
    assert isinstance(no, AgendaInfeasible)
    assert not no.proven
