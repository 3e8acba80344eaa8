"""The best choice of all pairs there are: solved over likely ones, proven or bettered by prices over all others."""

from dataclasses import dataclass, replace

import numpy as np

from cityteams_clusters.domain.partners.flow import Choice, Edges, Ints, Prices, chosen
from cityteams_clusters.domain.partners.kernels import SHUFFLE, Best
from cityteams_clusters.domain.partners.market import Market
from cityteams_contracts.clusters.partners import MatchingLimits

NEAR = 8
"""How many of the likeliest offers of each need, and needs of each offer, are looked at first."""
MORE = 8
"""How many offers of a need may enter at once."""
MOST_TURNS = 24
"""After so many turns the choice stands as it is, and the bound says how far it may be from the best."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The edges that were looked at, which need and offer each of them stands for, and the choice among them."""

    edges: Edges
    need_at: Ints
    offer_at: Ints
    choice: Choice
    turns: int


def best_of_all(market: Market, limits: MatchingLimits, near: int = NEAR, fair: bool = True) -> Found:
    """The best choice within the limits over every need and every offer, with a bound that holds for all of them."""
    return bettered(market, market.likeliest(near), limits, fair)


def bettered(market: Market, lists: tuple[Best, Best], limits: MatchingLimits, fair: bool = True) -> Found:
    """The same, beginning with the likeliest pairs of both sides, which are known already."""
    looked_at = np.concatenate([_cells(lists[0]), _cells(lists[1])[:, [1, 0, 2]]])
    found = _solved(market, looked_at, limits, fair)
    while True:
        better = market.better(found.choice.prices, found.edges, found.choice.taken, lists, MORE)
        new = _cells(better)
        if not len(new):
            return found
        if found.turns == MOST_TURNS:
            return replace(found, choice=_looser(market, found.choice, better, limits))
        new[:, 2] += _asked(market, found.choice.prices, new)
        kept = np.stack([found.need_at, found.offer_at, found.edges.points], axis=1)
        found = _solved(market, np.concatenate([kept, new]), limits, fair, found.turns + 1)


def _cells(best: Best) -> Ints:
    """Row, place and points of everything in a list."""
    row, column = np.nonzero(best[1] >= 0)
    return np.stack([row, best[0][row, column], best[1][row, column] >> SHUFFLE], axis=1)


def _asked(market: Market, prices: Prices, cells: Ints) -> Ints:
    seeker, giver = market.need.org[cells[:, 0]], market.offer.org[cells[:, 1]]
    return np.asarray(prices.seeker[seeker] - prices.giver[giver], np.int64)


def _solved(market: Market, looked_at: Ints, limits: MatchingLimits, fair: bool, turn: int = 1) -> Found:
    need_at, offer_at, points = looked_at.T
    seeker, giver = market.need.org[need_at], market.offer.org[offer_at]
    order = np.lexsort((offer_at, need_at, -points, giver, seeker))
    pair = (seeker * max(1, market.organisations) + giver)[order]
    best = order[np.append(True, pair[1:] != pair[:-1])] if len(order) else order
    edges = Edges(seeker[best], giver[best], points[best], market.organisations, market.organisations)
    return Found(edges, need_at[best], offer_at[best], chosen(edges, limits.partners, limits.clients, fair), turn)


def _looser(market: Market, choice: Choice, better: Best, limits: MatchingLimits) -> Choice:
    """What is proven while pairs can still enter: a seeker wins at most its greatest gain once for each partner."""
    gain = np.zeros(market.organisations, np.int64)
    np.maximum.at(gain, market.need.org, np.maximum(better[1][:, 0] >> SHUFFLE, 0))
    return replace(choice, bound=choice.bound + limits.partners * int(gain.sum()))
