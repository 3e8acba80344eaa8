"""Every team of a lead that could be part of a better plan: a depth-first listing, cut where it cannot pay."""

import numpy as np

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.pricing import KINDS, MOST_MEMBERS, NEVER, Ints, bonus, feasible
from cityteams_clusters.domain.teams.kernels.tables import Lists


@compiled
def _suffixes(worth: Ints, bits: Ints, needs: int, terms: Ints) -> Ints:
    """For every place in the list: the best worth of so many later candidates with these bits together."""
    sorts, most = 1 << (needs + KINDS), terms[3]
    best = np.full((len(worth) + 1, most + 1, sorts), NEVER, np.int64)
    best[len(worth), 0, 0] = 0
    for k in range(len(worth) - 1, -1, -1):
        best[k] = best[k + 1]
        if worth[k] == NEVER:
            continue
        for size in range(most):
            for mask in range(sorts):
                value = best[k + 1, size, mask]
                if value > NEVER:
                    both = mask | bits[k]
                    best[k, size + 1, both] = max(best[k, size + 1, both], value + worth[k])
    return best


@compiled
def _most(best: Ints, mask: int, size: int, needs: int, terms: Ints) -> int:
    """The most that a team of this size and these bits may be worth with later candidates, itself not counted."""
    most = NEVER
    for more in range(terms[3] - size + 1):
        for other in range(best.shape[1]):
            if best[more, other] > NEVER and feasible(size + more, mask | other, needs, terms):
                most = max(most, best[more, other] + bonus(mask | other, needs, terms))
    return most


@compiled
def listed(lists: Lists, lead: int, prices: Ints, least: int, found: Ints) -> int:
    """Fills `found` with all teams whose value less prices is at least `least`, and that; how many, -1 for too many."""
    width, needs, terms = lists.org.shape[1], lists.needs[lead], lists.terms
    worth, bits = np.full(width, NEVER, np.int64), lists.bits[lead]
    for k in range(width):
        if lists.org[lead, k] >= 0:
            worth[k] = lists.worth[lead, k] - prices[lists.org[lead, k]]
    pairs = lists.apart[lists.apart_from[lead] : lists.apart_from[lead + 1]]
    best = _suffixes(worth, bits, needs, terms)
    stack = np.zeros((width * (MOST_MEMBERS + 1) + 2, 5), np.int64)
    depth, count = 1, 0
    while depth > 0:
        depth -= 1
        start, mask, size, kinds, value = stack[depth]
        clash = False
        for pair in pairs:
            clash = clash or mask & pair == pair
        if clash:
            continue
        total = value + bonus(kinds, needs, terms)
        if feasible(size, kinds, needs, terms) and total >= least and mask & lists.must[lead] == lists.must[lead]:
            if count == len(found):
                return -1
            found[count, 0] = mask
            found[count, 1] = total
            count += 1
        if size == terms[3] or value + _most(best[start], kinds, size, needs, terms) < least:
            continue
        for k in range(start, width):
            if worth[k] > NEVER:
                stack[depth] = k + 1, mask | 1 << k, size + 1, kinds | bits[k], value + worth[k]
                depth += 1
    return count
