"""The best team of one lead at given prices: an exact dynamic programme over (size, needs covered and kinds present).

Points are counted in 64ths, so that prices have fractions and stay whole numbers. A set of members is a bit mask over
the at most 60 candidates of the lead. The low bits of a candidate's `bits` are the lead's needs that it covers, the
three bits above say industry, research or society.
"""

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.compiled import compiled

FRACTION = 64
NEVER = -(1 << 60)
KINDS = 3
MOST_MEMBERS = 7
MOST_BRANCHES = 200
Ints = NDArray[np.int64]


@compiled
def popcount(mask: int) -> int:
    """How many bits are set."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@compiled
def bonus(bits: int, needs: int, terms: Ints) -> int:
    """What the needs covered and the kinds present are worth together; `terms`: need, kind, fewest, most, balance."""
    return popcount(bits & ((1 << needs) - 1)) * terms[0] + popcount(bits >> needs) * terms[1]


@compiled
def feasible(size: int, bits: int, needs: int, terms: Ints) -> bool:
    """Whether so many members, of these kinds, are a team: enough of them, and a technology provider."""
    return size >= terms[2] and size <= terms[3] and (bits >> needs) & 3 != 0


@compiled
def _fill(worth: Ints, bits: Ints, needs: int, terms: Ints, must: int, all_in: bool, best: Ints, sets: Ints) -> int:
    width = 1 << (needs + KINDS)
    most = terms[3]
    best[: (most + 1) * width] = NEVER
    size, mask, value = 0, 0, 0
    for k in range(len(worth)):
        if must >> k & 1:
            size += 1
            mask |= bits[k]
            value += worth[k]
    if size > most:
        return 0
    best[size * width + mask] = value
    sets[size * width + mask] = must
    top = size
    for k in range(len(worth)):
        own = bits[k]
        if worth[k] == NEVER or must >> k & 1 or not (all_in or worth[k] + bonus(own, needs, terms) > 0):
            continue
        for s in range(min(top, most - 1), size - 1, -1):
            here, there = s * width, (s + 1) * width
            for m in range(width):
                value = best[here + m]
                if value > NEVER and value + worth[k] > best[there + (m | own)]:
                    best[there + (m | own)] = value + worth[k]
                    sets[there + (m | own)] = sets[here + m] | (1 << k)
        top = min(top + 1, most)
    return top


@compiled
def _best(needs: int, terms: Ints, top: int, best: Ints, sets: Ints, relaxed: bool) -> tuple[int, int, bool]:
    width = 1 << (needs + KINDS)
    value, chosen, fits = NEVER, 0, False
    for s in range(top + 1):
        for m in range(width):
            if best[s * width + m] > NEVER:
                total = best[s * width + m] + bonus(m, needs, terms)
                fine = feasible(s, m, needs, terms)
                if total > value and (fine or relaxed):
                    value, chosen, fits = total, sets[s * width + m], fine
    return value, chosen, fits


@compiled
def relaxed(
    worth: Ints, bits: Ints, needs: int, terms: Ints, extra: int, best: Ints, sets: Ints
) -> tuple[int, int, bool]:
    """The best value and set when sets need not be teams, each empty seat bringing `extra`; whether it is a team."""
    top = _fill(worth, bits, needs, terms, 0, False, best, sets)
    width = 1 << (needs + KINDS)
    value, chosen, fits = NEVER, 0, False
    for s in range(top + 1):
        for m in range(width):
            if best[s * width + m] > NEVER:
                total = best[s * width + m] + bonus(m, needs, terms) + extra * (terms[3] - s)
                if total > value:
                    value, chosen, fits = total, sets[s * width + m], feasible(s, m, needs, terms)
    return value, chosen, fits


@compiled
def strict(worth: Ints, bits: Ints, needs: int, terms: Ints, best: Ints, sets: Ints) -> tuple[int, int]:
    """The best team and its value, unpromising candidates included; NEVER without one."""
    top = _fill(worth, bits, needs, terms, 0, True, best, sets)
    value, chosen, _ = _best(needs, terms, top, best, sets, False)
    return value, chosen


@compiled
def _once(worth: Ints, bits: Ints, needs: int, terms: Ints, must: int, best: Ints, sets: Ints) -> tuple[int, int]:
    """Tries the promising candidates alone: if the best set of them is a team, no other can be better.

    A team that not even the balance points would make worth forming is not looked for.
    """
    top = _fill(worth, bits, needs, terms, must, False, best, sets)
    value, chosen, fits = _best(needs, terms, top, best, sets, True)
    if fits or (value + terms[4] <= 0 and must == 0):
        return (value, chosen) if fits else (NEVER, 0)
    top = _fill(worth, bits, needs, terms, must, True, best, sets)
    value, chosen, fits = _best(needs, terms, top, best, sets, False)
    return value, chosen


@compiled
def price(
    worth: Ints, bits: Ints, needs: int, terms: Ints, must: int, apart: Ints, best: Ints, sets: Ints
) -> tuple[int, int, int]:
    """Best value and its set, and an upper bound on it. A team without worth may be told as NEVER, unless pinned.

    `apart` holds masks of two candidates that may not be together: a set that holds both is split into two cases.
    """
    bound, chosen = _once(worth, bits, needs, terms, must, best, sets)
    if len(apart) == 0 or bound == NEVER:
        return bound, chosen, bound
    stack = np.zeros(MOST_BRANCHES + 2, np.int64)
    depth, tried, value, found = 1, 0, NEVER, 0
    local = worth.copy()
    while depth > 0 and tried < MOST_BRANCHES:
        depth -= 1
        tried += 1
        out = stack[depth]
        for k in range(len(worth)):
            local[k] = NEVER if out >> k & 1 else worth[k]
        here, chosen = _once(local, bits, needs, terms, must, best, sets)
        if here <= value:
            continue
        clash = 0
        for pair in apart:
            if pair & chosen == pair:
                clash = pair
                break
        if clash == 0:
            value, found = here, chosen
            continue
        for k in range(len(worth)):
            if clash >> k & 1 and not must >> k & 1 and depth < MOST_BRANCHES:
                stack[depth] = out | (1 << k)
                depth += 1
    return value, found, bound
