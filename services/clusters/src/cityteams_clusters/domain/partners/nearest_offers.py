"""The likeliest offers of many needs at once: the same points as `parts` gives, in whole numbers, compiled."""

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.pool import NORM

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Both = tuple[Ints, Ints]
_WHOLE = NORM * NORM


@compiled
def points_of(product: float, models: int, need: Ints, offer: Ints, points: Ints) -> int:
    """What a need and an offer are worth: facts are organisation, sector, kind and country."""
    covers, alike, sector, kind, country, unrelated = points
    percent = min(100, max(0, int(product) * 100 // (max(1, models) * _WHOLE)))
    value = covers + max(0, percent - unrelated) * alike // (100 - unrelated)
    if need[1] == offer[1]:
        value += sector
    if need[2] != offer[2]:
        value += kind
    if need[3] == offer[3] and need[3] > 0:
        value += country
    return int(value)


@compiled
def insert(best: Ints, worth: Ints, place: int, value: int) -> None:
    """Puts an offer among the best of a need, behind those that are worth as much."""
    at = len(worth) - 1
    if value <= worth[at]:
        return
    while at > 0 and worth[at - 1] < value:
        worth[at], best[at] = worth[at - 1], best[at - 1]
        at -= 1
    worth[at], best[at] = value, place


@compiled
def shared(one: Ints, other: Ints) -> int:
    """How many models know both texts."""
    count = 0
    for t in range(len(one)):
        count += one[t] * other[t]
    return count


@compiled
def nearest_offers(total: Floats, knows: Both, facts: Both, barred: Both, points: Ints, near: int) -> Both:
    """Per need the places and points of its best offers; among equals the earlier offer; 0 points where there is none.

    `total` sums the products of all models, `knows` says which model knows which text, `barred` are the offers of
    organisations that a need's own one knows already.
    """
    needs, offers = total.shape
    near = min(near, offers)
    best, worth = np.zeros((needs, near), np.int64), np.zeros((needs, near), np.int64)
    closed = np.full(offers, -1, np.int64)
    for i in range(needs):
        own = facts[0][i, 0]
        for k in range(barred[1][own], barred[1][own + 1]):
            closed[barred[0][k]] = i
        for j in range(offers):
            if closed[j] != i and facts[1][j, 0] != own:
                models = shared(knows[0][i], knows[1][j])
                insert(best[i], worth[i], j, points_of(total[i, j], models, facts[0][i], facts[1][j], points))
    return best, worth
