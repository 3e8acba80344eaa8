"""What is done with an agenda: places by hand, releases, one step back, repairs, and the store that events rebuild."""

import pytest

from cityteams_contracts.events import (
    AdoptRepair,
    AgendaReleased,
    AgendaRule,
    AskRepair,
    Away,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    RollBackAgenda,
    RoomLost,
    RuleLevel,
    RuleSetting,
    RulesSet,
    SessionPlaced,
    SetRules,
    TreatAsOne,
    UnplaceSession,
    WithdrawSession,
)
from tests.events.planning.desk import JAM, RELEASE, at, code, computed, hold, places, put, released, session, solved


@pytest.fixture
def desk(desk):
    desk.take(hold())
    return desk


def test_one_person_under_two_spellings_is_in_one_place(desk):
    desk.take(session("alpha", "p-ada"), session("beta", "p-adda"))
    desk.take(put("alpha", "hall", 9), put("beta", "annex", 9))
    desk.take(TreatAsOne(person_id="p-adda", same_as="p-ada"))
    assert code(desk.take(RELEASE)) == "a-blocking-rule-is-broken"
    assert released(desk) is None


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
