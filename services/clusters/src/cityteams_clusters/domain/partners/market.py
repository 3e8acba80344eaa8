"""All needs against all offers of a round: the likeliest pairs at first, then every pair that prices let in.

Comparing everybody with everybody is quadratic, so it is done once, in tiles that stay in the processor's cache. What
was pruned then is worth no more than the last of either list, which proves most pairs out before they are looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.partners.flow import Edges, Ints, Prices
from cityteams_clusters.domain.partners.kernels import SHUFFLE, Best, Products, list_best, list_better
from cityteams_clusters.domain.partners.pairs import ALIKE, POINTS, UNRELATED, Side
from cityteams_clusters.domain.teams.pool import NORM

ROWS, COLUMNS = 256, 4096
_NEVER = float("inf")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Needs and offers of one resource whose texts the same models know, so that all of them compare alike."""

    needs: Ints
    offers: Ints
    models: tuple[int, ...]

    @property
    def least(self) -> NDArray[np.float64]:
        """The least product of two texts for every number of points that likeness may be worth."""
        percents = -(-np.arange(ALIKE + 1) * (100 - UNRELATED) // ALIKE) + UNRELATED
        whole = -(-percents * max(1, len(self.models)) * NORM * NORM // 100)
        return np.append(-_NEVER, whole[1:].astype(np.float64))


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """The needs and offers of a round, who knows whom, and how many organisations there are."""

    need: Side
    offer: Side
    known: Best
    organisations: int

    @classmethod
    def of(cls, need: Side, offer: Side, apart: Ints, organisations: int) -> Self:
        """The market of these; `apart` holds pairs of organisations that are not named to each other, a row each."""
        both = np.concatenate([apart, apart[:, ::-1]]) if len(apart) else apart.reshape(0, 2)
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        starts = np.searchsorted(both[:, 0], np.arange(organisations + 1))
        return cls(need, offer, (np.ascontiguousarray(both[:, 1]), starts.astype(np.int64)), organisations)

    def groups(self) -> Iterator[Group]:
        """Everything that can be compared, each pair of a need and an offer in one group."""
        asking, giving = (_patterns(side) for side in (self.need, self.offer))
        for resource, known_here in sorted(asking):
            for other, known_there in sorted(giving):
                if other == resource:
                    models = tuple(at for at in range(63) if known_here & known_there & (1 << at))
                    yield Group(asking[resource, known_here], giving[other, known_there], models)

    def likeliest(self, near: int) -> tuple[Best, Best]:
        """The `near` best offers of every need, and the best needs of every offer."""
        of_need, of_offer = (_nothing(len(side.org), near) for side in (self.need, self.offer))
        facts = self.need.facts(), self.offer.facts()
        for group in self.groups():
            for rows, columns, products in _tiles(self, group):
                tile = (rows, columns, *facts)
                list_best(products, tile, self.known, POINTS, group.least, of_need, of_offer)
        return of_need, of_offer

    def better(self, prices: Prices, edges: Edges, taken: Ints, lists: tuple[Best, Best], most: int) -> Best:
        """For every need the offers, `most` of them at most, that would better a choice with these prices.

        Nothing is overlooked: where a row is empty, no pair of that need can enter. The key of the first says how much.
        """
        found = _nothing(len(self.need.org), most)
        facts, has = (self.need.facts(), self.offer.facts()), _by_seeker(edges, taken)
        ceiling = tuple(np.where(keys[:, -1] < 0, -1, keys[:, -1] >> SHUFFLE) for _, keys in lists)
        asked, paid = prices.seeker[self.need.org], prices.giver[self.offer.org]
        for group in self.groups():
            for rows, columns, products in _tiles(self, group, (asked, paid), ceiling):
                tile = (rows, columns, *facts)
                both = (prices.seeker, prices.giver)
                list_better(products, tile, self.known, POINTS, group.least, both, has, found)
        return found


def _patterns(side: Side) -> dict[tuple[int, int], Ints]:
    """Places by resource and by which models know the text."""
    known = side.meanings.known()
    found = side.resource * (1 << 32) + known
    return {(int(key) >> 32, int(key) & 0xFFFFFFFF): np.flatnonzero(found == key) for key in np.unique(found)}


def _nothing(rows: int, width: int) -> Best:
    return np.full((rows, width), -1, np.int64), np.full((rows, width), -1, np.int64)


def _by_seeker(edges: Edges, taken: Ints) -> tuple[Ints, Ints, Ints]:
    order = taken[np.argsort(edges.seeker[taken], kind="stable")]
    starts = np.searchsorted(edges.seeker[order], np.arange(edges.seekers + 1)).astype(np.int64)
    return edges.giver[order], starts, edges.points[order]


def _tiles(
    market: Market, group: Group, prices: tuple[Ints, Ints] | None = None, ceiling: tuple[Ints, ...] = ()
) -> Iterator[tuple[Ints, Ints, Products]]:
    """Tables of products, a layer per model; with prices only for rows and columns that something may come of."""
    needs, offers = group.needs, group.offers
    if prices is not None:
        floor = (prices[0] - ceiling[0])[needs]
        needs = needs[np.argsort(floor, kind="stable")]
    tables = [(market.need.meanings.tables[at], market.offer.meanings.tables[at]) for at in group.models]
    wide = [theirs[offers].astype(np.float32) for _, theirs in tables]
    for start in range(0, len(needs), ROWS):
        rows = needs[start : start + ROWS]
        columns = None if prices is None else _open_columns(rows, offers, prices, ceiling)
        if columns is not None and not len(columns):
            continue
        mine = [ours[rows].astype(np.float32) for ours, _ in tables]
        theirs = wide if columns is None else [each[columns] for each in wide]
        places = offers if columns is None else offers[columns]
        for first in range(0, len(places), COLUMNS):
            yield (
                rows,
                places[first : first + COLUMNS],
                _products(
                    mine,
                    [one[first : first + COLUMNS] for one in theirs],
                    (len(rows), min(COLUMNS, len(places) - first)),
                ),
            )


def _open_columns(rows: Ints, offers: Ints, prices: tuple[Ints, Ints], ceiling: tuple[Ints, ...]) -> Ints | None:
    """The offers that may be worth more than prices ask of any of the rows; None when that is most of them."""
    asked, paid = prices[0][rows], prices[1][offers]
    fits = (paid > (asked - ceiling[0][rows]).min()) & (ceiling[1][offers] + paid > asked.min())
    return np.flatnonzero(fits) if fits.mean() < 0.7 else None


def _products(mine: list[Floats], theirs: list[Floats], shape: tuple[int, int]) -> Products:
    found = np.zeros((max(1, len(mine)), *shape), np.float32)
    for layer, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        np.matmul(one, other.T, out=found[layer])
    return found
