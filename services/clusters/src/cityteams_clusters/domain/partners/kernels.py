"""Needs and offers compared by the million: the same points as `parts` gives, in whole numbers, compiled."""

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.compiled import compiled

Ints = NDArray[np.int64]
Products = NDArray[np.float32]
Steps = NDArray[np.float64]
Best = tuple[Ints, Ints]
"""Per row the places of its best partners, and their keys in falling order; -1 where there is none."""
Tile = tuple[Ints, Ints, Ints, Ints]
"""Which needs and offers a table of products is of, and the facts of all needs and all offers."""

SHUFFLE, _MIX = 10, 2654435761
"""Pairs of equal points are told apart by ten bits out of their places, so that not everybody finds the same ones."""


# The functions below are told rows by number: a slice for each of millions of pairs costs more than the sums.


@compiled
def key_of(points: int, i: int, j: int) -> int:
    """What orders pairs: points first, then a shuffle that is the same on every machine."""
    mixed = (i * 40503 + j * 65599 + 12345) * _MIX
    return int(points * (1 << SHUFFLE) + ((mixed >> 15) & ((1 << SHUFFLE) - 1)))


@compiled
def points_of_key(key: int) -> int:
    """The points that a key was made of; -1 for the key of nothing."""
    return int(key >> SHUFFLE)


@compiled
def extras_of(needs: Ints, i: int, offers: Ints, j: int, points: Ints) -> int:
    """What need `i` and offer `j` are worth whatever they say; facts are organisation, sector, kind and country."""
    value = points[0]
    if needs[i, 1] == offers[j, 1]:
        value += points[2]
    if needs[i, 2] != offers[j, 2]:
        value += points[3]
    if needs[i, 3] == offers[j, 3] and needs[i, 3] > 0:
        value += points[4]
    return int(value)


@compiled
def alike_of(product: float, least: Steps) -> int:
    """How many points a product of texts is worth: the highest step that it reaches."""
    low, high = 0, len(least) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if product >= least[middle]:
            low = middle
        else:
            high = middle - 1
    return low


@compiled
def product_for(points: int, least: Steps, most_extra: int) -> float:
    """The least product with which a pair can have so many points, whatever its facts."""
    step = points - most_extra
    if step <= 0:
        return -np.inf
    return float(least[step]) if step < len(least) else np.inf


@compiled
def insert(best: Best, row: int, place: int, key: int) -> None:
    """Puts a partner among the best of a row, whose worst falls out."""
    places, keys = best
    at = keys.shape[1] - 1
    while at > 0 and keys[row, at - 1] < key:
        keys[row, at], places[row, at] = keys[row, at - 1], places[row, at - 1]
        at -= 1
    keys[row, at], places[row, at] = key, place


@compiled
def _strangers_never(known: Best, mine: int, theirs: int) -> bool:
    """Whether two organisations are one, or know each other."""
    if mine == theirs:
        return True
    for at in range(known[1][mine], known[1][mine + 1]):  # noqa: SIM110 - compiled
        if known[0][at] == theirs:
            return True
    return False


@compiled
def list_best(  # noqa: PLR0913, PLR0917 - a kernel
    products: Products, tile: Tile, known: Best, points: Ints, least: Steps, of_need: Best, of_offer: Best
) -> None:
    """Lets each need and each offer of a tile keep the best of the other; `products` has a layer per model.

    `known` are the organisations that one's own one knows, a list each; those and oneself are never named.
    """
    rows, columns = tile[0], tile[1]
    most = points[0] + points[2] + points[3] + points[4]
    cut = np.empty(len(columns), np.float64)
    for c in range(len(columns)):
        cut[c] = _cut(of_offer, columns[c], least, most)
    for r in range(len(rows)):
        own = _cut(of_need, rows[r], least, most)
        for c in range(len(columns)):
            product = _product(products, r, c)
            if product < own and product < cut[c]:
                continue
            if _meet(product, rows[r], columns[c], tile, known, points, least, of_need, of_offer):
                own = _cut(of_need, rows[r], least, most)
                cut[c] = _cut(of_offer, columns[c], least, most)


@compiled
def _product(products: Products, r: int, c: int) -> float:
    product = 0.0
    for layer in range(products.shape[0]):
        product += products[layer, r, c]
    return product


@compiled
def _cut(best: Best, row: int, least: Steps, most: int) -> float:
    """The product below which nothing gets into a list."""
    keys = best[1]
    return product_for(points_of_key(keys[row, keys.shape[1] - 1]), least, most)


@compiled
def _meet(  # noqa: PLR0913, PLR0917 - a kernel
    product: float, i: int, j: int, tile: Tile, known: Best, points: Ints, least: Steps, of_need: Best, of_offer: Best
) -> bool:
    """Enters a need and an offer in the list of the other where they are good enough; whether that was so."""
    needs, offers = tile[2], tile[3]
    key = key_of(extras_of(needs, i, offers, j, points) + alike_of(product, least), i, j)
    nearer = key > of_need[1][i, of_need[1].shape[1] - 1]
    wanted = key > of_offer[1][j, of_offer[1].shape[1] - 1]
    if not (nearer or wanted) or _strangers_never(known, needs[i, 0], offers[j, 0]):
        return False
    if nearer:
        insert(of_need, i, j, key)
    if wanted:
        insert(of_offer, j, i, key)
    return True


@compiled
def list_better(  # noqa: PLR0913, PLR0917 - a kernel
    products: Products,
    tile: Tile,
    known: Best,
    points: Ints,
    least: Steps,
    prices: Best,
    taken: tuple[Ints, Ints, Ints],
    better: Best,
) -> None:
    """Lets each need of a tile keep the offers that are worth more than the prices of the two allow.

    `prices` are those of seekers and givers by organisation; `taken` the givers that each seeker has, with their
    points: such a pair betters nothing unless it is worth more than now.
    """
    rows, columns, needs, offers = tile
    most = points[0] + points[2] + points[3] + points[4]
    for r in range(len(rows)):
        i = rows[r]
        for c in range(len(columns)):
            j = columns[c]
            asked = prices[0][needs[i, 0]] - prices[1][offers[j, 0]]
            if asked >= most + len(least):
                continue
            product = _product(products, r, c)
            if product < product_for(asked + 1, least, most):
                continue
            worth = extras_of(needs, i, offers, j, points) + alike_of(product, least)
            if worth > asked and not _has(taken, needs[i, 0], offers[j, 0], worth):
                _enter(better, i, j, key_of(worth - asked, i, j), known, needs[i, 0], offers[j, 0])


@compiled
def _enter(better: Best, i: int, j: int, key: int, known: Best, mine: int, theirs: int) -> None:  # noqa: PLR0913, PLR0917
    if key > better[1][i, better[1].shape[1] - 1] and not _strangers_never(known, mine, theirs):
        insert(better, i, j, key)


@compiled
def _has(taken: tuple[Ints, Ints, Ints], mine: int, theirs: int, worth: int) -> bool:
    givers, starts, worths = taken
    for at in range(starts[mine], starts[mine + 1]):
        if givers[at] == theirs:
            return bool(worths[at] >= worth)
    return False
