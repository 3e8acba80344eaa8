"""Plans a conference: annealing from several seeds, the best of them taken in a fixed order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from cityteams_events.domain.solver.compiling import seeded
from cityteams_events.domain.solver.conference.anneal import anneal, load
from cityteams_events.domain.solver.conference.objective import broken, cost
from cityteams_events.domain.solver.conference.problem import NOBODY, Conference, Programme
from cityteams_events.domain.solver.conference.tables import Ints, Plan, empty_state, plan_of

HEATS = (3_000.0, 300.0, 30_000.0, 30.0)
"""Where the seeds begin to cool, in turn: wishes differ by factors of a million, and no one heat suits all."""
COLD = 0.12
SLICES = 20
"""How often a seed looks up from its work to say how far it is."""


@dataclass(frozen=True)
class Found:
    """A programme that keeps every demand, what it costs, and the seed that found it."""

    programme: Programme
    cost: int
    seed: int


Heard = Callable[[float, Found | None], bool]
"""Told the share of the work that is done and the best so far; True ends the search with it."""


def plan_conference(
    conference: Conference, seeds: int = 8, moves: int = 2_000_000, heard: Heard = lambda _, __: False
) -> Found | None:
    """The best programme of so many seeds with so many moves each; None if no seed placed every talk."""
    plan, best = plan_of(conference, _waiting(conference)), None
    for seed in range(seeds):
        stopped = False
        for part, found in _one(conference, plan, seed, moves):
            if found is not None and (best is None or found.cost < best.cost):
                best = found
            stopped = heard((seed + part) / seeds, best)
            if stopped:
                break
        if stopped:
            break
    return best


def _waiting(conference: Conference) -> int:
    """More than any single wish can cost a slot, so that a talk waits only where nothing else is left."""
    plan = plan_of(conference, 0)
    dearest = max(int(table.max(initial=0)) for table in (plan.talk_cost, plan.track_cost, plan.pair, plan.by_session))
    return 3 * max(dearest, int(plan.weights.max()), 1_000)


def _one(conference: Conference, plan: Plan, seed: int, moves: int) -> Iterator[tuple[float, Found | None]]:
    """Share done and best programme, slice by slice, of one seed; None while a talk has no place."""
    chance = np.array(seeded(seed), np.int64)
    where, place = np.full(len(plan.length), -1, np.int64), np.zeros(len(plan.length), np.int64)
    state = empty_state(plan)
    total = load(plan, state, where, place)
    where[:] = state.where
    sums, found = np.array([total, total], np.int64), None
    for part in range(SLICES):
        steps, before = np.array([part * moves // SLICES, (part + 1) * moves // SLICES, moves], np.int64), sums[1]
        anneal(plan, state, steps, HEATS[seed % len(HEATS)], COLD, chance, sums, where, place)
        if sums[1] < before:
            programme = programme_of(conference, where, place)
            found = None if broken(conference, programme) else Found(programme, cost(conference, programme), seed)
        yield (part + 1) / SLICES, found


def programme_of(conference: Conference, where: Ints, place: Ints) -> Programme:
    """The programme in which each talk is in its cell, ordered talks at their places where that is possible."""
    cells: dict[int, list[int]] = {}
    for talk in np.argsort(place, kind="stable"):
        cells.setdefault(int(where[talk]), []).append(int(talk))
    weights, ranks = conference.weights, [0] * len(conference.tracks)
    tracks, talks = [], []
    for session, length in enumerate(conference.sessions):
        row_tracks, row_talks = [], []
        for room in range(conference.rooms):
            held = cells.get(session * conference.rooms + room, [])
            track = conference.talks[held[0]].track if held else NOBODY
            if held and not (weights.presenters_by_slot or weights.attendees_by_slot):
                held = _in_order(conference, held, ranks[track])
            if held:
                ranks[track] += len(held)
            slots = [talk for talk in held for _ in range(conference.talks[talk].length)]
            row_tracks.append(track)
            row_talks.append(tuple(slots + [NOBODY] * (length - len(slots))))
        tracks.append(tuple(row_tracks))
        talks.append(tuple(row_talks))
    return Programme(tuple(tracks), tuple(talks))


def _in_order(conference: Conference, held: list[int], rank: int) -> list[int]:
    """Each ordered talk at its place if it falls into this cell, the others in the gaps."""
    line: list[int | None] = [None] * len(held)
    left = []
    for talk in held:
        at = conference.talks[talk].order - rank - 1
        if 0 <= at < len(held) and line[at] is None:
            line[at] = talk
        else:
            left.append(talk)
    return [left.pop(0) if talk is None else talk for talk in line]
