from dataclasses import replace
from typing import Any

import pytest

from cityteams_events.domain.solver.answers import Refusal
from cityteams_events.domain.solver.checking import blocked
from cityteams_events.domain.solver.demands import Demands, EmceeBlock, Place, Room, Session
from cityteams_events.domain.solver.engine import solve
from cityteams_events.domain.solver.reasons import place_or_say_why
from cityteams_events.domain.solver.repair import repair
from tests.support.broken import broken_agenda
from tests.support.planted import planted, slots

ADA, BOB = frozenset({"Ada"}), frozenset({"Bob"})
HALL, ANNEX = Room("hall", 50, frozenset({"screen"})), Room("annex", 20)


def day(*sessions: Session, **more: Any) -> Demands:
    return replace(Demands(slots(4), (HALL, ANNEX), sessions), **more)


@pytest.mark.parametrize(
    ("demands", "agenda", "words"),
    [
        (day(Session("a"), Session("b")), ((0, 0), (0, 0)), "a and b are in hall at the same time"),
        (day(Session("a", ADA), Session("b", ADA)), ((0, 0), (0, 1)), "Ada is in a and b at the same time"),
        (day(Session("a", ADA), away={"Ada": frozenset({2})}), ((2, 0),), "Ada is away in slot 2, when a is held"),
        (day(Session("a", length=2), rooms=(replace(HALL, closed=frozenset({1})),)), ((0, 0),),
         "a is in hall, which is closed in slot 1"),
        (day(Session("a", audience=30)), ((0, 1),), "a expects 30 and annex seats 20"),
        (day(Session("a", equipment=frozenset({"screen"}))), ((0, 1),), "a needs screen, which annex lacks"),
        (day(Session("a", slots=frozenset({1}))), ((0, 0),), "a begins in slot 0, where it may not"),
        (day(Session("a", rooms=frozenset({1}))), ((0, 0),), "a is in hall, which it may not use"),
        (day(Session("a", length=2), slots=slots(4, a_day=2)), ((1, 0),), "a runs across a break"),
        (day(Session("a"), Session("b"), before=((0, 1),)), ((1, 0), (1, 1)), "a does not end before b begins"),
        (day(Session("a"), Session("b"), rooms=(replace(HALL, turn_round=10),)), ((1, 0), (2, 0)),
         "hall needs 10 minutes between a and b"),
        (day(Session("a", ADA), emcees=(EmceeBlock("Ada", 0, frozenset({1})),)), ((1, 1),),
         "Ada leads through hall while a is held"),
    ],
)  # fmt: skip
def test_a_breach_is_said_in_words(demands: Demands, agenda: tuple[tuple[int, int], ...], words: str) -> None:
    assert [breach.words for breach in blocked(demands, tuple(Place(*place) for place in agenda))] == [words]


@pytest.mark.parametrize(
    ("demands", "reasons"),
    [
        (day(Session("a", ADA, slots=frozenset({1})), Session("b"), away={"Ada": frozenset({1, 2})}),
         {"a may begin only in slot 1", "Ada is away in slot 1 to 2"}),
        (day(Session("a", ADA), Session("b", BOB, audience=60)), {"b expects 60 people"}),
        (day(*[Session(name, ADA) for name in "abcde"]), {"Ada cannot be in two of a and b and c and d and e at once"}),
        (day(*[Session(name) for name in "abcde"], rooms=(HALL,)), {"5 sessions need 5 slots; 1 rooms have 4 each"}),
        (day(Session("a", slots=frozenset({3})), Session("b"), before=((0, 1),)),
         {"a may begin only in slot 3", "a is to be before b"}),
        (day(Session("a", equipment=frozenset({"screen"})), rooms=(replace(HALL, closed=frozenset(range(4))), ANNEX)),
         {"a needs screen", "hall is closed in slot 0 to 3"}),
    ],
)  # fmt: skip
def test_contradicting_demands_are_named_and_no_others(demands: Demands, reasons: set[str]) -> None:
    solved = solve(demands, 1, 2_000)
    assert solved.agenda is None
    assert solved.refusal is not None
    assert solved.refusal.proven
    assert set(solved.refusal.reasons) == reasons


def test_in_a_large_question_the_few_demands_that_contradict_are_found_at_once() -> None:
    demands, _ = planted(1, attendees=50)
    busy = [number for number, session in enumerate(demands.sessions) if "guest 1" in session.people]
    away = {**demands.away, "guest 1": frozenset(range(1, 30))}
    solved = solve(replace(demands, away=away), 1, 20_000)
    assert solved.refusal is not None
    assert solved.refusal.proven
    assert len(busy) > 1
    names = " and ".join(demands.sessions[number].name for number in busy)
    assert set(solved.refusal.reasons) == {
        "guest 1 is away in slot 1 to 29",
        f"guest 1 cannot be in two of {names} at once",
    }


def test_constraints_alone_place_what_can_be_placed() -> None:
    demands, _ = planted(4, sessions=20, rooms=3, length=10, attendees=0)
    agenda = place_or_say_why(demands)
    assert not isinstance(agenda, Refusal)
    assert blocked(demands, agenda) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_broken_agenda_is_mended_with_proof_and_says_who_is_affected(seed: int) -> None:
    demands, released = planted(2, attendees=300)
    changed = broken_agenda(demands, released, seed)
    mended = repair(changed, released)
    assert mended.agenda is not None
    assert mended.proven
    assert blocked(changed, mended.agenda) == []
    for move in mended.moves:
        assert (released[move.session], mended.agenda[move.session]) == (move.before, move.after)
        assert move.people == changed.sessions[move.session].people
        assert move.interested == sum(move.session in wanted for wanted in changed.interests)


def test_an_agenda_that_is_not_broken_is_left_alone() -> None:
    demands, released = planted(2, attendees=10)
    assert repair(demands, released).agenda == released


def test_the_same_breach_is_mended_in_the_same_way() -> None:
    demands, released = planted(2, attendees=300)
    changed = broken_agenda(demands, released, 1)
    assert repair(changed, released) == repair(changed, released)
