"""Annealing of sessions over slots and rooms; compiled, and the same for the same seed and number of moves.

`table[session, slot]` holds what a session's neighbours in time would cost it there, so that a move is judged by
looking up two numbers. All compiled code of the agenda is in this file, because numba caches by file.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from cityteams_events.domain.solver.tables import HARD, Ints, Tables

NOWHERE = 20 * HARD
PENALTY = 50.0
"""What a blocking breach weighs against one lost interest while the search walks."""


def _compiled(function: Callable[..., Any]) -> Any:
    """Compiled, and kept on disk for the next process where there is a place for that."""
    try:
        return njit(cache=True)(function)
    except RuntimeError:
        return njit(function)


class State(NamedTuple):
    """`slot` and `room` are -1 for a session without a place; `held[slot, room]` is the session there."""

    slot: Ints
    room: Ints
    held: Ints
    table: Ints


@_compiled
def below(chance: Ints, limit: int) -> int:
    """The next number from nought to below a limit."""
    x = chance[0]
    x ^= (x << 13) & 0x7FFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= (x << 17) & 0x7FFFFFFFFFFFFFFF
    chance[0] = x
    return (x >> 11) % limit


@_compiled
def _around(tables: Tables, state: State, session: int, slot: int) -> int:
    found = 0
    for step in range(tables.length[session]):
        found += state.table[session, slot + step]
    return found


@_compiled
def _shared(tables: Tables, one: int, one_slot: int, other: int, other_slot: int) -> int:
    """What two sessions cost each other if they begin in these slots."""
    ends = min(one_slot + tables.length[one], other_slot + tables.length[other])
    return tables.pair[one, other] * max(0, ends - max(one_slot, other_slot))


@_compiled
def _spread(tables: Tables, state: State, session: int, slot: int, sign: int) -> None:
    for at in range(slot, slot + tables.length[session]):
        for other in range(len(tables.length)):
            state.table[other, at] += sign * tables.pair[session, other]


@_compiled
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


@_compiled
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


@_compiled
def _lay(tables: Tables, state: State, session: int, slot: int, room: int) -> None:
    if state.slot[session] >= 0:
        for at in range(state.slot[session], state.slot[session] + tables.length[session]):
            if state.held[at, state.room[session]] == session:
                state.held[at, state.room[session]] = -1
    state.slot[session], state.room[session] = slot, room
    if slot >= 0:
        for at in range(slot, slot + tables.length[session]):
            state.held[at, room] = session


@_compiled
def _local(tables: Tables, state: State, one: int, other: int, ends: Ints) -> int:
    """Order and borders around the two sessions and both places, each counted once."""
    found = _orders(tables, state, one, -1)
    if other >= 0:
        found += _orders(tables, state, other, one)
    if tables.order[2]:
        first, last = ends[0], ends[0] + ends[4] - 1
        then, until = ends[2], ends[2] + ends[4] - 1
        if ends[0] >= 0 and ends[1] == ends[3] and first <= until + 1 and then <= last + 1:
            return found + _borders(tables, state, ends[1], min(first, then), max(last, until))
        if ends[0] >= 0:
            found += _borders(tables, state, ends[1], first, last)
        found += _borders(tables, state, ends[3], then, until)
    return found


@_compiled
def _alone(tables: Tables, state: State, session: int, slot: int, room: int) -> int:
    if slot < 0:
        return NOWHERE
    return tables.own[session, slot * tables.rooms + room] + _around(tables, state, session, slot)


@_compiled
def _change(tables: Tables, state: State, one: int, other: int, slot: int, room: int) -> int:
    """What it changes that `one` goes to a place and `other` (-1: nobody), who is there, to the place of `one`."""
    here, beside = state.slot[one], state.room[one]
    found = _alone(tables, state, one, slot, room) - _alone(tables, state, one, here, beside)
    if other >= 0:
        found += _alone(tables, state, other, here, beside) - _alone(tables, state, other, slot, room)
        if here >= 0:
            met = _shared(tables, one, slot, other, slot) + _shared(tables, one, here, other, here)
            found -= met - 2 * _shared(tables, one, here, other, slot)
        else:
            found -= _shared(tables, one, slot, other, slot)
    return found


@_compiled
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


@_compiled
def _somewhere(tables: Tables, session: int, slots: int, chance: Ints) -> int:
    """A place that a session may have; now and then, or if it has none, any place in which it ends in time."""
    choices = tables.first_choice[session + 1] - tables.first_choice[session]
    if choices > 0 and below(chance, 32) > 0:
        return tables.choice[tables.first_choice[session] + below(chance, choices)]
    return below(chance, (slots - tables.length[session] + 1) * tables.rooms)


@_compiled
def anneal(
    tables: Tables, state: State, steps: Ints, hot: float, cold: float, chance: Ints, sums: Ints, best: Ints
) -> None:
    """Steps `steps[0]` to `steps[1]` of `steps[2]`; `sums` is what state and best cost, `best` rows slot and room."""
    slots, heat = state.held.shape[0], hot
    matters = tables.order[2] > 0 or tables.earlier.shape[1] > 0
    ends = np.zeros(5, np.int64)
    for step in range(steps[0], steps[1]):
        if step % 1024 == 0 or step == steps[0]:
            heat = hot * (cold / hot) ** (step / steps[2])
            if sums[1] == 0:
                return
        one = below(chance, len(tables.length))
        place = _somewhere(tables, one, slots, chance)
        slot, room = place // tables.rooms, place % tables.rooms
        here, beside = state.slot[one], state.room[one]
        other = _who_is_there(tables, state, one, slot, room)
        if other == -2 or (slot == here and room == beside):
            continue
        change, before = _change(tables, state, one, other, slot, room), 0
        if matters:
            ends[0], ends[1], ends[2], ends[3], ends[4] = here, beside, slot, room, tables.length[one]
            before = _local(tables, state, one, other, ends)
            _lay(tables, state, one, slot, room)
            if other >= 0:
                state.slot[other] = -1
                _lay(tables, state, other, here, beside)
            change += _local(tables, state, one, other, ends) - before
        hard = (change + HARD // 2) // HARD
        cost = change - hard * HARD + PENALTY * hard
        if cost <= 0 or np.exp(-cost / heat) * 1048576.0 > below(chance, 1048576):
            _accept(tables, state, one, other, slot, room, here, beside, matters)
            sums[0] += change
            if sums[0] < sums[1]:
                sums[1] = sums[0]
                best[0], best[1] = state.slot, state.room
        elif matters:
            _back(tables, state, one, other, slot, room, here, beside)


@_compiled
def _back(
    tables: Tables, state: State, one: int, other: int, slot: int, room: int, here: int, beside: int
) -> None:
    _lay(tables, state, one, here, beside)
    if other >= 0:
        if here >= 0:
            state.slot[other] = -1
        _lay(tables, state, other, slot, room)


@_compiled
def _accept(
    tables: Tables, state: State, one: int, other: int, slot: int, room: int, here: int, beside: int, done: bool
) -> None:
    if not done:
        _lay(tables, state, one, slot, room)
        if other >= 0:
            state.slot[other] = -1
            _lay(tables, state, other, here, beside)
    _spread(tables, state, one, slot, 1)
    if here >= 0:
        _spread(tables, state, one, here, -1)
    if other >= 0:
        _spread(tables, state, other, slot, -1)
        if here >= 0:
            _spread(tables, state, other, here, 1)
