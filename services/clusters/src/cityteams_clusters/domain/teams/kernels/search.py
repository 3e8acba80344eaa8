"""A first plan by prices, and local search until nothing improves."""

import numpy as np

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.moves import MOST_JOURNAL, desired, move, space
from cityteams_clusters.domain.teams.kernels.pricing import Ints
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import put


@compiled
def plan(lists: Lists, teams: Teams, prices: Ints, order: Ints) -> None:
    """In this order each lead takes its best team of who is free; `prices` keep the sought-after for later leads."""
    best, sets = np.empty(space(lists), np.int64), np.empty(space(lists), np.int64)
    for lead in order:
        value, members = desired(lists, teams, lead, False, prices, best, sets)
        if value > teams.value[lead]:
            put(lists, teams, lead, members)


@compiled
def _touched(lists: Lists, lead: int, changed: Ints, since: int) -> bool:
    if changed[lists.own[lead]] >= since:
        return True
    for k in range(lists.org.shape[1]):
        if lists.org[lead, k] >= 0 and changed[lists.org[lead, k]] >= since:
            return True
    return False


@compiled
def _mark(lists: Lists, lead: int, members: int, changed: Ints, now: int) -> None:
    changed[lists.own[lead]] = now
    for k in range(lists.org.shape[1]):
        if members >> k & 1:
            changed[lists.org[lead, k]] = now


@compiled
def improve(lists: Lists, teams: Teams, order: Ints, passes: int, changed: Ints, seen: Ints, clock: int) -> int:
    """Passes of moves over the leads near a change, until none gains or the passes are spent; the new clock."""
    best, sets = np.empty(space(lists), np.int64), np.empty(space(lists), np.int64)
    journal, free = np.empty((MOST_JOURNAL, 3), np.int64), np.zeros(len(lists.capacity), np.int64)
    for _ in range(passes):
        gained = 0
        for lead in order:
            if not _touched(lists, lead, changed, seen[lead]):
                continue
            clock += 1
            seen[lead] = clock
            gain, notes = move(lists, teams, lead, 1, free, journal, best, sets)
            gained += gain
            for j in range(notes):
                _mark(lists, journal[j, 0], journal[j, 1] | teams.team[journal[j, 0]], changed, clock)
        if gained == 0:
            break
    return clock
