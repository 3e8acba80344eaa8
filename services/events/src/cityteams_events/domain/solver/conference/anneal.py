"""Simulated annealing over the moves; compiled, and the same for the same seed and number of moves."""

import numpy as np

from cityteams_events.domain.solver.compiling import below, compiled
from cityteams_events.domain.solver.conference.cells import put, settle
from cityteams_events.domain.solver.conference.moves import (
    change_room,
    change_sessions,
    exchange,
    relocate,
    trade,
    undo,
)
from cityteams_events.domain.solver.conference.tables import Ints, Plan, State


@compiled
def load(plan: Plan, state: State, where: Ints, place: Ints) -> int:
    """Puts every talk into its cell, in order of place; a talk without a cell waits. The cost of all."""
    total = 0
    for talk in np.argsort(place, kind="mergesort"):
        cell = where[talk] if where[talk] >= 0 else len(plan.capacity) - len(plan.members) + plan.track[talk]
        total += put(plan, state, talk, cell, state.size[cell])
    return total + settle(plan, state)


@compiled
def places(state: State, place: Ints) -> None:
    """The place of each talk in its cell."""
    for cell in range(len(state.size)):
        for at in range(state.size[cell]):
            place[state.talks[cell, at]] = at


@compiled
def _try(plan: Plan, state: State, chance: Ints) -> int:
    kind = below(chance, 100)
    if kind < 35:
        return relocate(plan, state, chance)
    if kind < 65:
        return exchange(plan, state, chance)
    if kind < 90:
        return trade(plan, state, chance)
    if kind < 99:
        return change_room(plan, state, chance)
    return change_sessions(plan, state, chance) if below(chance, 4) == 0 else 0


@compiled
def anneal(
    plan: Plan, state: State, steps: Ints, hot: float, cold: float, chance: Ints, sums: Ints, best: Ints, place: Ints
) -> None:
    """Steps `steps[0]` to `steps[1]` of the `steps[2]` that cool from `hot` to `cold`.

    `sums` holds what the state and the best cost; `best` and `place` hold where the best has its talks.
    """
    heat = hot
    for step in range(steps[0], steps[1]):
        if step % 1024 == 0 or step == steps[0]:
            heat = hot * (cold / hot) ** (step / steps[2])
        state.scalars[0] = 0
        change = _try(plan, state, chance)
        if state.scalars[0] == 0:
            continue
        change += settle(plan, state)
        if change <= 0 or np.exp(-change / heat) * 1048576.0 > below(chance, 1048576):
            sums[0] += change
            if sums[0] < sums[1]:
                sums[1] = sums[0]
                best[:] = state.where
                places(state, place)
        else:
            undo(plan, state)
            settle(plan, state)
