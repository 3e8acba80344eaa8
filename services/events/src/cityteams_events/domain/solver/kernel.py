"""Annealing of sessions over slots and rooms; compiled, and the same for the same seed and number of moves.

`table[slot, session]` holds what a session's neighbours in time would cost it there, so that a move is judged by
looking up two numbers.
"""

from typing import NamedTuple

import numpy as np

from cityteams_events.domain.solver.compiling import below, compiled
from cityteams_events.domain.solver.tables import HARD, Ints, Tables

NOWHERE = 20 * HARD
PENALTY = 50.0
"""What a blocking breach weighs against one lost interest while the search walks."""
REFUSED = 1 << 62
ONE, OTHER, SLOT, ROOM, HERE, BESIDE = range(6)
"""A job: session ONE goes from slot HERE and room BESIDE to SLOT and ROOM, and OTHER (-1: nobody) the other way."""


class State(NamedTuple):
    """`slot` and `room` are -1 for a session without a place; `held[slot, room]` is the session there."""

    slot: Ints
    room: Ints
    held: Ints
    table: Ints


@compiled
def _around(tables: Tables, state: State, session: int, slot: int) -> int:
    found = 0
    for step in range(tables.length[session]):
        found += state.table[slot + step, session]
    return found


@compiled
def _shared(tables: Tables, one: int, one_slot: int, other: int, other_slot: int) -> int:
    """What two sessions cost each other if they begin in these slots."""
    ends = min(one_slot + tables.length[one], other_slot + tables.length[other])
    return tables.pair[one, other] * max(0, ends - max(one_slot, other_slot))


@compiled
def _spread(tables: Tables, state: State, session: int, slot: int, sign: int) -> None:
    for at in range(slot, slot + tables.length[session]):
        for other in range(len(tables.length)):
            state.table[at, other] += sign * tables.pair[session, other]


@compiled
def _orders(tables: Tables, state: State, session: int, apart: int) -> int:
    """What the order costs around a session, pairs with `apart` left out."""
    found, slot = 0, state.slot[session]
    if slot < 0:
        return 0
    for at in range(tables.earlier.shape[1]):
        other = tables.earlier[session, at]
        if other >= 0 and other != apart and state.slot[other] >= 0:
            found += tables.order[0] * (state.slot[other] + tables.length[other] > slot)
    for at in range(tables.later.shape[1]):
        other = tables.later[session, at]
        if other >= 0 and other != apart and state.slot[other] >= 0:
            found += tables.order[0] * (slot + tables.length[session] > state.slot[other])
    return found


@compiled
def _borders(tables: Tables, state: State, room: int, first: int, last: int) -> int:
    """What the borders between slots cost in a room, from the one before `first` to the one after `last`."""
    found = 0
    for slot in range(max(first, 0), min(last + 1, state.held.shape[0] - 1) + 1):
        then = state.held[slot, room]
        before = state.held[slot - 1, room] if slot > 0 else -1
        if then < 0 or then == before:
            continue
        if before >= 0:
            found += tables.turn[slot - 1, room]
        if tables.order[1] and (before < 0 or tables.theme[before] != tables.theme[then]):
            found += 1
    return found


@compiled
def _lay(tables: Tables, state: State, session: int, slot: int, room: int) -> None:
    if state.slot[session] >= 0:
        for at in range(state.slot[session], state.slot[session] + tables.length[session]):
            if state.held[at, state.room[session]] == session:
                state.held[at, state.room[session]] = -1
    state.slot[session], state.room[session] = slot, room
    if slot >= 0:
        for at in range(slot, slot + tables.length[session]):
            state.held[at, room] = session


@compiled
def _local(tables: Tables, state: State, job: Ints) -> int:
    """Order and borders around the two sessions and both places of a job, each counted once."""
    found = _orders(tables, state, job[ONE], -1)
    if job[OTHER] >= 0:
        found += _orders(tables, state, job[OTHER], job[ONE])
    if tables.order[2]:
        first, then, more = job[HERE], job[SLOT], tables.length[job[ONE]] - 1
        if first >= 0 and job[BESIDE] == job[ROOM] and abs(first - then) <= more + 1:
            return found + _borders(tables, state, job[ROOM], min(first, then), max(first, then) + more)
        if first >= 0:
            found += _borders(tables, state, job[BESIDE], first, first + more)
        found += _borders(tables, state, job[ROOM], then, then + more)
    return found


@compiled
def _alone(tables: Tables, state: State, session: int, slot: int, room: int) -> int:
    if slot < 0:
        return NOWHERE
    return tables.own[session, slot * tables.rooms + room] + _around(tables, state, session, slot)


@compiled
def _change(tables: Tables, state: State, job: Ints) -> int:
    """What a job changes, order and borders apart."""
    one, other, slot, room, here, beside = job[ONE], job[OTHER], job[SLOT], job[ROOM], job[HERE], job[BESIDE]
    found = _alone(tables, state, one, slot, room) - _alone(tables, state, one, here, beside)
    if other >= 0:
        found += _alone(tables, state, other, here, beside) - _alone(tables, state, other, slot, room)
        found -= _shared(tables, one, slot, other, slot)
        if here >= 0:
            found -= _shared(tables, one, here, other, here) - 2 * _shared(tables, one, here, other, slot)
    return found


@compiled
def _who_is_there(tables: Tables, state: State, session: int, slot: int, room: int) -> int:
    """-1 if the place is free for a session, the one who would have to leave, -2 if it cannot be had."""
    there = -1
    for at in range(slot, slot + tables.length[session]):
        held = state.held[at, room]
        if held < 0 or held == session:
            continue
        if there >= 0 and held != there:
            return -2
        there = held
    if there >= 0 and (tables.length[there] != tables.length[session] or state.slot[there] != slot):
        return -2
    return there


@compiled
def _somewhere(tables: Tables, session: int, slots: int, chance: Ints) -> int:
    """A place that a session may have; now and then, or if it has none, any place in which it ends in time."""
    choices = tables.first_choice[session + 1] - tables.first_choice[session]
    if choices > 0 and below(chance, 32) > 0:
        return tables.choice[tables.first_choice[session] + below(chance, choices)]
    return below(chance, (slots - tables.length[session] + 1) * tables.rooms)


@compiled
def _propose(tables: Tables, state: State, chance: Ints, job: Ints) -> bool:
    """A session, a place for it, and who has that place now; False if nothing comes of it."""
    one = below(chance, len(tables.length))
    place = _somewhere(tables, one, state.held.shape[0], chance)
    job[ONE], job[SLOT], job[ROOM] = one, place // tables.rooms, place % tables.rooms
    job[HERE], job[BESIDE] = state.slot[one], state.room[one]
    job[OTHER] = _who_is_there(tables, state, one, job[SLOT], job[ROOM])
    return job[OTHER] != -2 and (job[SLOT] != job[HERE] or job[ROOM] != job[BESIDE])


@compiled
def _weight(change: int) -> float:
    hard = (change + HARD // 2) // HARD
    return change - hard * HARD + PENALTY * hard


@compiled
def _exchange(tables: Tables, state: State, job: Ints) -> None:
    _lay(tables, state, job[ONE], job[SLOT], job[ROOM])
    if job[OTHER] >= 0:
        state.slot[job[OTHER]] = -1
        _lay(tables, state, job[OTHER], job[HERE], job[BESIDE])


@compiled
def _back(tables: Tables, state: State, job: Ints) -> None:
    _lay(tables, state, job[ONE], job[HERE], job[BESIDE])
    if job[OTHER] >= 0:
        state.slot[job[OTHER]] = -1
        _lay(tables, state, job[OTHER], job[SLOT], job[ROOM])


@compiled
def _tried(tables: Tables, state: State, job: Ints, limit: float) -> int:
    """Does the job unless it weighs more than `limit`; what it changed, or REFUSED. Bad ones are seen before trying."""
    change, before = _change(tables, state, job), 0
    if tables.order[3]:
        before = _local(tables, state, job)
    if _weight(change - before) > limit:
        return REFUSED
    _exchange(tables, state, job)
    if tables.order[3]:
        change += _local(tables, state, job) - before
        if _weight(change) > limit:
            _back(tables, state, job)
            return REFUSED
    return change


@compiled
def _note(tables: Tables, state: State, job: Ints) -> None:
    """Tells everybody's table of a job that was done."""
    _spread(tables, state, job[ONE], job[SLOT], 1)
    if job[HERE] >= 0:
        _spread(tables, state, job[ONE], job[HERE], -1)
    if job[OTHER] >= 0:
        _spread(tables, state, job[OTHER], job[SLOT], -1)
        if job[HERE] >= 0:
            _spread(tables, state, job[OTHER], job[HERE], 1)


@compiled
def anneal(
    tables: Tables, state: State, steps: Ints, hot: float, cold: float, chance: Ints, sums: Ints, best: Ints
) -> None:
    """Steps `steps[0]` to `steps[1]` of `steps[2]`; `sums` is what state and best cost, `best` rows slot and room."""
    job, heat = np.zeros(6, np.int64), hot
    for step in range(steps[0], steps[1]):
        if step % 1024 == 0 or step == steps[0]:
            heat = hot * (cold / hot) ** (step / steps[2])
            if sums[1] == 0:
                return
        if not _propose(tables, state, chance, job):
            continue
        change = _tried(tables, state, job, -heat * np.log((below(chance, 1048576) + 1) / 1048576.0))
        if change == REFUSED:
            continue
        _note(tables, state, job)
        sums[0] += change
        if sums[0] < sums[1]:
            sums[1] = sums[0]
            best[0], best[1] = state.slot, state.room
