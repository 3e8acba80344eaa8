"""Solves an agenda: a first one at once, then annealing from several seeds, taken in a fixed order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from graphlib import TopologicalSorter

import numpy as np

from cityteams_events.domain.solver.answers import Refusal, Solved
from cityteams_events.domain.solver.checking import blocked
from cityteams_events.domain.solver.compiling import seeded
from cityteams_events.domain.solver.demands import Agenda, Demands, Place, Room, Session, Slot, check_demands
from cityteams_events.domain.solver.kernel import NOWHERE, State, anneal
from cityteams_events.domain.solver.parts import hopeless
from cityteams_events.domain.solver.reasons import place_or_say_why
from cityteams_events.domain.solver.tables import HARD, Ints, Tables, tables_of

HOT, COLD = 2.0, 0.1
SLICES, SLICE = 10, 1_000_000
"""A seed looks up from its work to say how far it is so often, or after so many moves if that is sooner."""


_STOPPED = Solved(None, refusal=Refusal((), proven=False))


@dataclass(frozen=True)
class Progress:
    """The share of the work that is done, and the best agenda so far (None while none keeps every blocking rule)."""

    done: float
    best: Solved | None


Heard = Callable[[Progress], bool]
"""Told of progress; True stops the search with the best found."""


def solve(
    demands: Demands, seeds: int = 4, moves: int = 4_000_000, heard: Heard = lambda _: False, first: int = 0
) -> Solved:
    """The best agenda of so many seeds from the first on, with so many moves each; the same for the same numbers.

    Whatever is asked, an agenda that is given out keeps every blocking rule; if annealing finds none, a constraint
    solver either finds one or names a smallest set of demands that contradict each other.
    """
    check_demands(demands)
    if not demands.sessions:
        return Solved(())
    tables = tables_of(demands)
    best = _released(demands, *first_places(demands, tables))
    if heard(Progress(0.0, best)) or (best is not None and best.weight == 0):
        return best or _STOPPED
    if best is None and hopeless(demands):
        return _proven(demands)
    for done, slot, room, total in _search(demands, tables, range(first, first + seeds), moves):
        if total < HARD and (best is None or total < best.weight):
            best = _released(demands, slot, room, total) or best
        if heard(Progress(done, best)):
            return best or _STOPPED
        if best is not None and best.weight == 0:
            return best
    return best or _proven(demands)


def warm() -> None:
    """Compiles what is compiled at its first use (some seconds), so that nobody waits for that."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    slots = tuple(Slot(moment + timedelta(hours=at), moment + timedelta(hours=at + 1)) for at in range(2))
    talks = tuple(Session(name, frozenset({name}), theme=name) for name in ("one", "two"))
    solve(Demands(slots, (Room("hall"),), talks, before=((0, 1),), interests=(frozenset({0, 1}),)), 1, 100)


def _proven(demands: Demands) -> Solved:
    answer = place_or_say_why(demands)
    if isinstance(answer, Refusal):
        return Solved(None, refusal=answer)
    slot, room = (np.array([getattr(place, name) for place in answer], np.int64) for name in ("slot", "room"))
    return _released(demands, slot, room) or _STOPPED


def _released(demands: Demands, slot: Ints, room: Ints, weight: int | None = None) -> Solved | None:
    """An agenda that may be given out, judged by the checker and not by the search."""
    if (slot < 0).any():
        return None
    agenda = tuple(Place(int(at), int(where)) for at, where in zip(slot, room, strict=True))
    if blocked(demands, agenda):
        return None
    return Solved(agenda, weigh(demands, agenda) if weight is None else weight)


def weigh(demands: Demands, agenda: Agenda) -> int:
    """What an agenda's warnings and wishes weigh by the search's own tables."""
    tables = tables_of(demands)
    slot = np.array([place.slot for place in agenda], np.int64)
    room = np.array([place.room for place in agenda], np.int64)
    return total_cost(tables, state_of(demands, tables, slot, room))


def first_places(demands: Demands, tables: Tables) -> tuple[Ints, Ints]:
    """One session after the other where it costs least, those with the fewest places first; -1 where none is free."""
    slots, rooms = len(demands.slots), len(demands.rooms)
    state = state_of(demands, tables, *_nowhere(len(demands.sessions)))
    for session in _in_turn(demands, tables):
        length = int(tables.length[session])
        if length > slots:
            continue
        starts = np.arange(slots - length + 1)
        cost = tables.own[session].reshape(slots, rooms)[: len(starts)].copy()
        for step in range(length):
            cost += state.table[starts + step, session][:, None]
            cost[state.held[starts + step] >= 0] += NOWHERE
        for before in tables.earlier[session][tables.earlier[session] >= 0]:
            cost[starts < state.slot[before] + tables.length[before]] += tables.order[0]
        slot, room = divmod(int(cost.argmin()), rooms)
        if cost[slot, room] >= NOWHERE:
            continue
        state.slot[session], state.room[session] = slot, room
        state.held[slot : slot + length, room] = session
        state.table[slot : slot + length] += tables.pair[session][None, :]
    return state.slot, state.room


def _in_turn(demands: Demands, tables: Tables) -> list[int]:
    free = (tables.own < HARD).sum(axis=1)
    sorter = TopologicalSorter({number: set() for number in range(len(demands.sessions))})
    for first, then in demands.before:
        sorter.add(then, first)
    sorter.prepare()
    found: list[int] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda each: (free[each], each))
        found += ready
        sorter.done(*ready)
    return found


def _nowhere(sessions: int) -> tuple[Ints, Ints]:
    return np.full(sessions, -1, np.int64), np.full(sessions, -1, np.int64)


def state_of(demands: Demands, tables: Tables, slot: Ints, room: Ints) -> State:
    """The working state in which each session is at its place."""
    held = np.full((len(demands.slots), len(demands.rooms)), -1, np.int64)
    table = np.zeros((len(demands.slots), len(demands.sessions)), np.int64)
    for session in np.flatnonzero(slot >= 0):
        covered = slice(slot[session], slot[session] + tables.length[session])
        held[covered, room[session]] = session
        table[covered] += tables.pair[session][None, :]
    return State(slot.copy(), room.copy(), held, table)


def total_cost(tables: Tables, state: State) -> int:
    """What a state costs in all, counted anew."""
    placed = np.flatnonzero(state.slot >= 0)
    total = NOWHERE * (len(state.slot) - len(placed))
    twice = 0
    for session in placed:
        begins = state.slot[session]
        total += int(tables.own[session, begins * tables.rooms + state.room[session]])
        twice += int(state.table[begins : begins + tables.length[session], session].sum())
        for other in tables.later[session][tables.later[session] >= 0]:
            late = state.slot[other] >= 0 and begins + tables.length[session] > state.slot[other]
            total += int(tables.order[0]) * bool(late)
    if tables.order[2]:
        total += _borders(tables, state)
    return total + twice // 2


def _borders(tables: Tables, state: State) -> int:
    found = 0
    for (slot, room), then in np.ndenumerate(state.held):
        before = state.held[slot - 1, room] if slot else -1
        if then < 0 or then == before:
            continue
        found += int(tables.turn[slot - 1, room]) if before >= 0 else 0
        found += int(tables.order[1] and (before < 0 or tables.theme[before] != tables.theme[then]))
    return found


def _search(demands: Demands, tables: Tables, seeds: range, moves: int) -> Iterator[tuple[float, Ints, Ints, int]]:
    """Share done and best places of each slice of each seed; all start from the first agenda."""
    slot, room = first_places(demands, tables)
    slices = max(SLICES, -(-moves // SLICE))
    for turn, seed in enumerate(seeds):
        state = state_of(demands, tables, slot, room)
        chance = np.array(seeded(seed), np.int64)
        total = total_cost(tables, state)
        sums, best = np.array([total, total], np.int64), np.array([state.slot, state.room], np.int64)
        for part in range(slices):
            steps = np.array([part * moves // slices, (part + 1) * moves // slices, moves], np.int64)
            anneal(tables, state, steps, HOT, COLD, chance, sums, best)
            yield (turn + (part + 1) / slices) / len(seeds), best[0], best[1], int(sums[1])
