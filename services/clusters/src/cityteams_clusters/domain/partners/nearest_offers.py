"""The likeliest offers of many needs at once: the same points as `parts` gives, in whole numbers, compiled."""

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.pool import NORM

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Both = tuple[Ints, Ints]
_WHOLE = NORM * NORM


# The functions below are told rows by number: a slice for each of millions of pairs costs more than the sums.


@compiled
def points_of(  # noqa: PLR0913, PLR0917 - a kernel
    product: float, models: int, needs: Ints, i: int, offers: Ints, j: int, points: Ints
) -> int:
    """What need `i` and offer `j` are worth: facts are organisation, sector, kind and country."""
    percent = min(100, max(0, int(product) * 100 // (max(1, models) * _WHOLE)))
    value = points[0] + max(0, percent - points[5]) * points[1] // (100 - points[5])
    if needs[i, 1] == offers[j, 1]:
        value += points[2]
    if needs[i, 2] != offers[j, 2]:
        value += points[3]
    if needs[i, 3] == offers[j, 3] and needs[i, 3] > 0:
        value += points[4]
    return int(value)


@compiled
def insert(best: Ints, worth: Ints, i: int, place: int, value: int) -> None:
    """Puts an offer among the best of need `i`, behind those that are worth as much."""
    at = worth.shape[1] - 1
    if value <= worth[i, at]:
        return
    while at > 0 and worth[i, at - 1] < value:
        worth[i, at], best[i, at] = worth[i, at - 1], best[i, at - 1]
        at -= 1
    worth[i, at], best[i, at] = value, place


@compiled
def shared(one: Ints, i: int, other: Ints, j: int) -> int:
    """How many models know both texts."""
    count = 0
    for t in range(one.shape[1]):
        count += one[i, t] * other[j, t]
    return count


@compiled
def nearest_offers(total: Floats, knows: Both, facts: Both, barred: Both, points: Ints, near: int) -> Both:
    """Per need the places and points of its best offers; among equals the earlier offer; 0 points where there is none.

    `total` sums the products of all models, `knows` says which model knows which text, `barred` are the offers of
    organisations that a need's own one knows already. `points` are those of the reasons, then what is unrelated.
    """
    needs, offers = total.shape
    near = min(near, offers)
    best, worth = np.zeros((needs, near), np.int64), np.zeros((needs, near), np.int64)
    closed = np.full(offers, -1, np.int64)
    mine, theirs = facts
    for i in range(needs):
        own = mine[i, 0]
        for k in range(barred[1][own], barred[1][own + 1]):
            closed[barred[0][k]] = i
        for j in range(offers):
            if closed[j] != i and theirs[j, 0] != own:
                models = shared(knows[0], i, knows[1], j)
                insert(best, worth, i, j, points_of(total[i, j], models, mine, i, theirs, j, points))
    return best, worth
