import asyncio
from datetime import time
from random import Random

import pytest

from cityteams_contracts.events import (
    AdoptRepair,
    AgendaImproved,
    AgendaInfeasible,
    AgendaReleased,
    AgendaRule,
    AgendaSolved,
    AskRepair,
    AvailabilityStated,
    Away,
    EventsRejection,
    InterestsStated,
    MeetingPeriod,
    Pause,
    PlaceSession,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    RollBackAgenda,
    Room,
    RoomLost,
    RuleLevel,
    RuleSetting,
    RulesSet,
    SessionKind,
    SessionPlaced,
    SetRules,
    SolveAgenda,
    SolvingBegun,
    SolvingStopAsked,
    StopSolving,
    TreatAsOne,
    UnplaceSession,
    WithdrawSession,
)
from cityteams_events.solving.loop import Bench
from cityteams_events.solving.worker import Worker
from tests.events.planning.desk import JAM, RELEASE, SOLVE, Here, at, computed, happens, hold, places, released, session
from tests.events.samples import NOON, day


def put(name, room, hour, minute=0):
    return PlaceSession(gathering_id=JAM, session_id=name, room_id=room, starts=at(hour, minute))


def code(said):
    (no,) = said
    assert isinstance(no, EventsRejection)
    return no.code


@pytest.fixture
def desk(desk):
    desk.take(hold())
    return desk


def solved(desk, command=SOLVE):
    """Solves, and gives the last word."""
    (begun,) = desk.take(command)
    assert isinstance(begun, SolvingBegun), begun
    *told, last = computed(desk)
    assert all(isinstance(each, AgendaImproved) for each in told)
    assert len(told) <= 20
    return last


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


def test_one_person_under_two_spellings_is_in_one_place(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-adda"))
    desk.take(put("alpha", "hall", 9), put("beta", "annex", 9))
    desk.take(TreatAsOne(person_id="p-adda", same_as="p-ada"))
    assert code(desk.take(RELEASE)) == "a-blocking-rule-is-broken"
    assert released(desk) is None


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


def test_a_place_by_hand_is_held_against_the_rules_at_once(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-ada"), session("crowd", audience=100))
    assert isinstance(desk.take(put("alpha", "hall", 9))[0], SessionPlaced)
    (no,) = desk.take(put("beta", "annex", 9))
    assert no.code == "the-place-breaks-a-blocking-rule"
    assert no.reason == "the speaker of alpha is in alpha and beta at the same time"
    assert code(desk.take(put("beta", "annex", 9, 10))) == "no-slot-begins-then"
    assert code(desk.take(put("beta", "moon", 9))) == "room-is-unknown"
    assert code(desk.take(put("crowd", "annex", 10))) == "the-place-breaks-a-blocking-rule"
    rules = (RuleSetting(rule=AgendaRule.ROOM_TOO_SMALL, level=RuleLevel.WARN),)
    assert isinstance(desk.take(SetRules(gathering_id=JAM, rules=rules))[0], RulesSet)
    (placed,) = desk.take(put("crowd", "annex", 10))
    assert placed.warnings == ("crowd expects 100 and Annex seats 40",)


def test_a_release_holds_what_has_a_place_and_only_changes_are_released(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-bob", speakers_open=True))
    assert code(desk.take(RELEASE)) == "no-session-has-a-place"
    desk.take(put("alpha", "hall", 9))
    (first,) = desk.take(RELEASE)
    assert isinstance(first, AgendaReleased)
    assert (first.release, first.entries, first.concerned) == (1, (), ("p-ada",))
    assert code(desk.take(RELEASE)) == "nothing-has-changed-since-release-1"
    desk.take(put("beta", "annex", 9))
    (second,) = desk.take(RELEASE)
    assert (second.release, len(second.sessions), second.concerned) == (2, 2, ("p-bob",))
    assert second.sessions[0].speakers_open


def test_a_release_that_breaks_a_blocking_rule_is_refused_and_the_one_before_stays_up(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-bob"))
    desk.take(put("alpha", "hall", 9), put("beta", "annex", 9))
    desk.take(RELEASE)
    before = released(desk)
    desk.take(AskRepair(gathering_id=JAM, lost=(RoomLost(room_id="hall", starts=at(9), ends=at(10)),)))
    desk.take(session("gamma"), put("gamma", "annex", 10))
    (no,) = desk.take(RELEASE)
    assert no.code == "a-blocking-rule-is-broken"
    assert no.reason == "alpha is in Hall, which is closed in 2018-02-07 09:00 to 09:30"
    assert released(desk) == before


def test_one_step_back_is_a_new_release_equal_to_the_one_before_the_last(desk):
    desk.take(session("alpha"), put("alpha", "hall", 9))
    assert code(desk.take(RollBackAgenda(gathering_id=JAM))) == "no-release-to-go-back-to"
    desk.take(RELEASE)
    first = released(desk)
    desk.take(put("alpha", "annex", 10), RELEASE)
    (third,) = desk.take(RollBackAgenda(gathering_id=JAM))
    assert (third.release, third.rolled_back_to, third.sessions) == (3, 1, first.sessions)
    (fourth,) = desk.take(RollBackAgenda(gathering_id=JAM))
    assert fourth.sessions[0].room_id == "annex", "the step back can be taken back"


def test_a_release_with_a_withdrawn_session_does_not_come_back(desk):
    desk.take(session("alpha"), session("beta"), put("alpha", "hall", 9), put("beta", "annex", 9))
    desk.take(RELEASE, WithdrawSession(session_id="beta"), RELEASE)
    assert code(desk.take(RollBackAgenda(gathering_id=JAM))) == "the-release-holds-a-withdrawn-session"


def ill(person, *hours):
    return AskRepair(gathering_id=JAM, away=(Away(person_id=person, starts=at(*hours[0]), ends=at(*hours[1])),))


def test_a_repair_moves_the_fewest_sessions_and_names_who_is_affected(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-bob"), session("gamma", "p-cyd"))
    desk.take(put("alpha", "hall", 9), put("beta", "annex", 9), put("gamma", "hall", 9, 30), RELEASE)
    (asked,) = desk.take(ill("p-ada", (9, 0), (9, 30)))
    assert isinstance(asked, RepairAsked)
    (proposed,) = computed(desk)
    assert isinstance(proposed, RepairProposed)
    assert (proposed.at_least, proposed.proven) == (1, True)
    (move,) = proposed.moves
    assert (move.session_id, move.people, move.before.starts) == ("alpha", ("p-ada",), at(9))
    assert places(desk)["alpha"] == ("07 09:00", "hall"), "nothing moves before it is adopted"
    (adopted,) = desk.take(AdoptRepair(gathering_id=JAM, repair_id=proposed.repair_id))
    assert isinstance(adopted, RepairAdopted)
    (second,) = desk.take(RELEASE)
    assert (second.release, second.concerned) == (2, ("p-ada",))
    assert code(desk.take(AdoptRepair(gathering_id=JAM, repair_id=proposed.repair_id))) == "the-repair-is-not-proposed"


def test_a_repair_that_cannot_be_says_why(desk):
    desk.take(session("alpha", "p-ada"), put("alpha", "hall", 9), RELEASE)
    desk.take(ill("p-ada", (8, 0), (13, 0)))
    (no,) = computed(desk)
    assert isinstance(no, RepairImpossible)
    assert no.reasons == ("the speaker of alpha is away in 2018-02-07 09:00 to 12:00",)


def test_a_repair_of_a_release_that_is_not_the_last_is_not_adopted(desk):
    desk.take(session("alpha", "p-ada"), session("beta"), put("alpha", "hall", 9), RELEASE)
    desk.take(ill("p-ada", (9, 0), (9, 30)))
    (proposed,) = computed(desk)
    desk.take(put("alpha", "hall", 11), RELEASE)
    adopt = AdoptRepair(gathering_id=JAM, repair_id=proposed.repair_id)
    assert code(desk.take(adopt)) == "the-release-is-another"
    assert code(desk.take(ill("p-nobody", (9, 0), (10, 0)))) == "the-person-has-no-session"
    assert code(desk.take(ill("p-ada", (10, 0), (9, 0)))) == "it-ends-before-it-starts"


def test_a_session_is_taken_off_again(desk):
    desk.take(session("alpha"), put("alpha", "hall", 9))
    desk.take(UnplaceSession(gathering_id=JAM, session_id="alpha"))
    assert places(desk) == {}
    assert code(desk.take(UnplaceSession(gathering_id=JAM, session_id="alpha"))) == "session-has-no-place"


def test_the_events_alone_give_the_same_store(new_desk):
    live, again = new_desk(), new_desk()
    live.take(hold(), *(session(f"s-{each}", f"p-{each % 4}") for each in range(6)))
    solved(live)
    live.take(RELEASE, ill("p-1", (9, 0), (9, 30)))
    (proposed,) = computed(live)
    live.take(AdoptRepair(gathering_id=JAM, repair_id=proposed.repair_id), RELEASE)
    live.take(RollBackAgenda(gathering_id=JAM))
    record = [*live.heard, *(each for each in live.envelopes() if ".command." not in each.subject)]
    again.replay(record)
    assert again.dump() == live.dump()


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
