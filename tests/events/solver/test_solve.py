from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_events.domain.solver.checking import blocked, breaches, lost, theme_runs
from cityteams_events.domain.solver.demands import (
    Agenda,
    Demands,
    DemandsError,
    EmceeBlock,
    Level,
    Place,
    Room,
    Rule,
    Session,
    Slot,
    slots_away,
)
from cityteams_events.domain.solver.engine import Progress, solve, state_of, total_cost, weigh
from cityteams_events.domain.solver.repair import repair
from cityteams_events.domain.solver.tables import tables_of
from tests.support.expo import expo_day
from tests.support.planted import planted, slots


@st.composite
def demands_drawn(draw: st.DrawFn) -> Demands:
    count, rooms = draw(st.integers(3, 4)), draw(st.integers(1, 2))
    sessions = draw(st.integers(2, min(4, count * rooms)))
    some = st.frozensets(st.integers(0, count - 1), max_size=1)
    halls = tuple(
        Room(f"hall {at}", draw(st.sampled_from([10, 50])), frozenset({"screen"} if draw(st.booleans()) else ()),
             draw(some), draw(st.sampled_from([0, 0, 10])))
        for at in range(rooms)
    )  # fmt: skip
    made = tuple(
        Session(f"talk {at}", draw(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=2)),
                draw(st.sampled_from([1, 1, 2])), draw(st.sampled_from(["", "water", "light"])),
                draw(st.sampled_from([5, 5, 30])), frozenset({"screen"} if draw(st.integers(0, 3)) == 0 else ()),
                popular=draw(st.booleans()))
        for at in range(sessions)
    )  # fmt: skip
    before = tuple((at, at + 1) for at in range(sessions - 1) if draw(st.integers(0, 3)) == 0)
    away = {who: draw(some) for who in "ab"}
    emcees = (EmceeBlock("a", 0, frozenset({0, 1})),) if draw(st.booleans()) else ()
    interests = tuple(draw(st.frozensets(st.integers(0, sessions - 1), max_size=2)) for _ in range(3))
    return Demands(slots(count, a_day=draw(st.sampled_from([2, 10]))), halls, made, away, before, emcees, interests)


def every_agenda(demands: Demands) -> list[Agenda]:
    """Session by session: what breaks a blocking rule without the later sessions breaks it with them."""
    cells = [Place(*cell) for cell in product(range(len(demands.slots)), range(len(demands.rooms)))]
    found: list[Agenda] = [()]
    for count in range(1, len(demands.sessions) + 1):
        before = tuple(pair for pair in demands.before if max(pair) < count)
        part = replace(demands, sessions=demands.sessions[:count], before=before, interests=())
        found = [(*each, cell) for each in found for cell in cells if not blocked(part, (*each, cell))]
    return found


def least_weight(demands: Demands, agendas: list[Agenda]) -> int:
    tables = tables_of(demands)
    places = [[np.array([getattr(place, end) for place in each]) for end in ("slot", "room")] for each in agendas]
    return min(total_cost(tables, state_of(demands, tables, slot, room)) for slot, room in places)


@settings(max_examples=60, deadline=None)
@given(demands_drawn())
def test_what_is_given_out_keeps_every_blocking_rule_and_a_refusal_is_right(demands: Demands) -> None:
    solved, all_of_them = solve(demands, 4, 20_000), every_agenda(demands)
    if solved.agenda is None:
        assert solved.refusal is not None
        assert solved.refusal.proven
        assert solved.refusal.reasons
        assert all_of_them == []
    else:
        assert blocked(demands, solved.agenda) == []
        assert solved.weight == weigh(demands, solved.agenda) == least_weight(demands, all_of_them)


@settings(max_examples=60, deadline=None)
@given(demands_drawn(), st.data())
def test_a_repair_has_the_fewest_moves_of_all_agendas(demands: Demands, data: st.DataObject) -> None:
    cells = st.builds(Place, st.integers(0, len(demands.slots) - 1), st.integers(0, len(demands.rooms) - 1))
    released = tuple(data.draw(cells) for _ in demands.sessions)
    mended, all_of_them = repair(demands, released), every_agenda(demands)
    assert mended.proven
    if mended.agenda is None:
        assert all_of_them == []
    else:
        assert blocked(demands, mended.agenda) == []
        assert len(mended.moves) == min(
            sum(old != new for old, new in zip(released, each, strict=True)) for each in all_of_them
        )


def test_the_same_seed_gives_the_same_agenda() -> None:
    demands, _ = planted(3, sessions=40, rooms=5, length=12, attendees=200)
    assert solve(demands, 2, 50_000) == solve(demands, 2, 50_000)


def test_a_planted_agenda_without_a_flaw_is_kept_apart_from_people_and_losses() -> None:
    demands, hidden = planted(1, sessions=30, rooms=4, length=10, attendees=60, each=4)
    assert (blocked(demands, hidden), lost(demands, hidden)) == ([], 0)
    solved = solve(demands, 4, 400_000)
    assert solved.agenda is not None
    assert (blocked(demands, solved.agenda), lost(demands, solved.agenda)) == ([], 0)


def test_the_real_expo_day_has_nobody_twice_and_calmer_rooms_than_the_printed_agenda() -> None:
    demands, printed = expo_day()
    assert breaches(demands, printed) == []
    solved = solve(demands, 2, 300_000)
    assert solved.agenda is not None
    assert breaches(demands, solved.agenda) == []
    assert theme_runs(demands, solved.agenda) <= theme_runs(demands, printed)


def test_a_search_is_stopped_with_the_best_so_far_and_says_how_far_it_is() -> None:
    demands, _ = planted(3, sessions=40, rooms=5, length=12, attendees=200)
    demands = replace(demands, interests=(frozenset(range(40)),))
    heard: list[Progress] = []

    def stop_at_half(progress: Progress) -> bool:
        heard.append(progress)
        return progress.done >= 0.5

    solved = solve(demands, 2, 50_000, stop_at_half)
    assert [progress.done for progress in heard] == sorted(progress.done for progress in heard)
    assert heard[-1].done == 0.5
    assert heard[-1].best == solved


def test_popular_sessions_are_held_apart() -> None:
    demands = Demands(
        slots(2), (Room("hall"), Room("annex")), tuple(Session(name, popular=name in "ab") for name in "abcd")
    )
    solved = solve(demands, 1, 5_000)
    assert solved.agenda is not None
    assert breaches(demands, solved.agenda) == []
    assert solved.agenda[0].slot != solved.agenda[1].slot


def test_a_rule_that_is_ignored_is_not_mentioned_and_one_that_warns_does_not_hinder() -> None:
    demands = Demands(slots(1), (Room("hall"), Room("annex")), (Session("a", frozenset({"Ada"})),) * 2)
    assert solve(demands, 1, 2_000).agenda is None
    for level, mentioned in ((Level.WARN, 1), (Level.IGNORE, 0)):
        softer = replace(demands, levels={Rule.PERSON_TWICE: level})
        solved = solve(softer, 1, 2_000)
        assert solved.agenda is not None
        assert len(breaches(softer, solved.agenda)) == mentioned


def test_windows_are_compared_across_time_zones() -> None:
    demands, _ = expo_day()
    tokyo = datetime.fromisoformat("2017-08-29T02:00:00+09:00"), datetime.fromisoformat("2017-08-29T04:00:00+09:00")
    there = set(range(len(demands.slots))) - slots_away(demands.slots, [tokyo])
    assert [demands.slots[at].starts.strftime("%H:%M") for at in (min(there), max(there))] == ["13:00", "14:50"]


SLOT = Slot(datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("demands", "where"),
    [
        (Demands((Slot(SLOT.ends, SLOT.starts),), (), ()), "slots[0]"),
        (Demands((Slot(datetime(2026, 6, 1, 9), SLOT.ends),), (), ()), "slots[0]"),  # noqa: DTZ001
        (Demands((SLOT, SLOT), (), ()), "slots[1]"),
        (Demands((SLOT,), (Room("cellar", 0),), ()), "rooms[0].capacity"),
        (Demands((SLOT,), (Room("hall"),), (Session("long", length=2),)), "sessions[0].length"),
        (Demands((SLOT,), (Room("hall"),), (Session("a"), Session("b")), before=((0, 1), (1, 0))), "before"),
        (Demands((SLOT,), (Room("hall"),), (Session("a"),), interests=(frozenset({4}),)), "interests[0]"),
        (Demands((SLOT,), (Room("hall"),), (Session("a"),), before=((0, 7),)), "before[0]"),
        (Demands((SLOT,), (Room("hall"),), (), emcees=(EmceeBlock("Ada", 3, frozenset()),)), "emcees[0].room"),
    ],
)
def test_a_question_that_makes_no_sense_names_the_field(demands: Demands, where: str) -> None:
    with pytest.raises(DemandsError) as refused:
        solve(demands)
    assert refused.value.field == where
    assert ";" in str(refused.value)
