"""Prices of organisations and the upper bound they prove, by a fixed number of sweeps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cityteams_clusters.domain.teams.kernels.prices import adjust, sweep
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, Ints
from cityteams_clusters.domain.teams.kernels.tables import Wide
from cityteams_clusters.domain.teams.lists import Ground, wide_lists
from cityteams_clusters.domain.teams.progress import Tell, unheard

NOBODY = -(1 << 40)
"""What worksheets outside the lists promise, while only the lists count."""
FOR_EVERYBODY, BLOCK_OF_LEADS = 160, 2048
"""How long the lists are that the bound over every choice looks at, and for how many leads at a time."""
STEP, SLOWING = 12, 12
"""Points a price moves by in the first sweep, and after how many sweeps half of that."""


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """Prices in 64ths of a point, and what they prove: no choice of teams is worth more than `bound`."""

    wide: Wide
    """The candidate lists that the prices and the bound are for; the search takes its teams out of the same."""
    prices: Ints
    seats: Ints
    bound: int
    """For every choice out of the lists (64ths)."""
    bound_of_all: int
    """For every choice at all (64ths)."""


def priced(ground: Ground, width: int, sweeps: Sequence[int], tell: Tell = unheard) -> Priced:
    """Lists, prices and bounds; before each of `sweeps` but the first the lists are made anew at the prices so far."""
    place = ground.place
    prices, seats = np.zeros(len(place.capacity), np.int64), np.zeros(len(place.shares), np.int64)
    wide = wide_lists(ground, width, prices)
    prices[:] = _uniform(wide, prices, seats)
    done, bound = 0, 0
    for turn, count in enumerate(sweeps):
        tell("prices", done, sum(sweeps))
        if turn:
            wide = wide_lists(ground, width, prices)
        bound, prices, seats = descend(wide, prices, seats, done, count)
        done += count
    tell("prices", done, sum(sweeps))
    everybody = bound_of_everybody(ground, prices, seats)
    return Priced(wide, prices, seats, min(bound, everybody), everybody)


def bound_of_everybody(ground: Ground, prices: Ints, seats: Ints) -> int:
    """What these prices prove for every choice of teams at all (64ths); block by block, so that memory stays flat."""
    place = ground.place
    base = int((prices * place.capacity).sum()) + int((seats * place.shares).sum())
    use, taken, bound = np.zeros_like(prices), np.zeros_like(seats), base
    for start in range(0, len(place.leads), BLOCK_OF_LEADS):
        leads = place.leads[start : start + BLOCK_OF_LEADS]
        block = wide_lists(ground, FOR_EVERYBODY, prices, leads)
        bound += sweep(block, prices, seats, use, taken, block.outside) - base
    return bound


def _uniform(wide: Wide, prices: Ints, seats: Ints) -> int:
    """The one price for everybody that proves the lowest bound: a start near the mean of the final prices."""
    use, taken, nobody = np.zeros_like(prices), np.zeros_like(seats), np.full(len(wide.own), NOBODY, np.int64)
    dearest = int(wide.worth.max(initial=0)) + int(wide.terms[0]) * 8 + int(wide.terms[1]) * 3
    tried = range(0, dearest + 1, max(1, dearest // 24))
    return min(tried, key=lambda price: (sweep(wide, np.full_like(prices, price), seats, use, taken, nobody), price))


def descend(wide: Wide, prices: Ints, seats: Ints, done: int, count: int) -> tuple[int, Ints, Ints]:
    """`count` sweeps as if `done` had been before: the lowest bound (64ths) and the prices and seats that prove it."""
    prices, seats = prices.copy(), seats.copy()
    use, taken, nobody = np.zeros_like(prices), np.zeros_like(seats), np.full(len(wide.own), NOBODY, np.int64)
    lowest, best = 1 << 62, (prices.copy(), seats.copy())
    for k in range(done, done + count):
        bound = sweep(wide, prices, seats, use, taken, nobody)
        if bound < lowest:
            lowest, best = bound, (prices.copy(), seats.copy())
        step = max(1, FRACTION * STEP * SLOWING // (SLOWING + k))
        adjust(prices, use, wide.capacity, step)
        adjust(seats, taken, wide.shares, max(1, 10 * step // max(10, len(wide.own))))
    return lowest, *best
