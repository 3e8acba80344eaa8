"""The proven optimum of a small pool: every team that could be in it, and CP-SAT over those."""

from dataclasses import dataclass

import numpy as np

from cityteams_clusters.domain.teams.columns import Space, column, packed
from cityteams_clusters.domain.teams.features import described
from cityteams_clusters.domain.teams.kernels.listing import listed
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, Ints
from cityteams_clusters.domain.teams.kernels.tables import Lists
from cityteams_clusters.domain.teams.lists import MOST_CANDIDATES, Barriers, short_lists
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.prices import Priced, priced
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Budget, Run
from cityteams_clusters.domain.teams.weights import Weights

SMALL = 60
MOST_COLUMNS = 200_000
TIME = 60.0
"""Deterministic time of CP-SAT, about seconds on a quiet machine."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best score that any choice of teams has, and whether that is proven."""

    score: int
    proven: bool
    columns: int


def optimum(pool: Pool, rules: FormationRules, run: Run) -> Optimum:
    """The optimum of a pool of at most 60 worksheets without pins, starting from a run of it.

    Weak duality: a plan that is at least as good as the run's holds no team whose value less prices falls short of its
    lead's best by more than the distance of the run from its bound. So all other teams can be left out.
    """
    if len(pool.entries) > SMALL or rules.pins:
        raise ValueError(f"the optimum is proven for pools of at most {SMALL} worksheets without pins")
    weights = Weights(**run.weights)
    place = described(pool, rules, weights)
    if not len(place.leads):
        return Optimum(0, proven=True, columns=0)
    barriers = Barriers.of(pool, rules, place)
    prices = priced(place, rules, weights, barriers, SMALL, Budget().sweeps)
    lists = short_lists(prices.wide, prices.prices, MOST_CANDIDATES)
    gap = prices.bound_of_all - run.score * FRACTION
    masks = [_worth_listing(lists, prices, lead, gap) for lead in range(len(lists.own))]
    if any(found is None for found in masks):
        return Optimum(run.score, proven=False, columns=MOST_COLUMNS)
    columns = [
        column(lists, lead, int(mask)) for lead, found in enumerate(masks) if found is not None for mask in found
    ]
    room, seats = dict(enumerate(lists.capacity.tolist())), dict(enumerate(lists.shares.tolist()))
    space = Space(room, seats, int(lists.terms[4]))
    chosen, proven = packed(columns, space, frozenset(), TIME)
    counts = np.bincount([each.sector for each in chosen], minlength=len(lists.shares))
    seated = int(np.minimum(counts, lists.shares).sum()) * int(lists.terms[4])
    return Optimum((sum(each.value for each in chosen) + seated) // FRACTION, proven, len(columns))


def _worth_listing(lists: Lists, prices: Priced, lead: int, gap: int) -> Ints | None:
    """The teams of a lead that a better plan may hold; None if they are too many."""
    sector = int(lists.sector[lead])
    seat = max(0, int(lists.terms[4]) - int(prices.seats[sector])) if lists.shares[sector] else 0
    base = seat - int(prices.prices[lists.own[lead]])
    found = np.zeros((MOST_COLUMNS, 2), np.int64)
    count = listed(lists, lead, prices.prices, -base - gap, found)
    if count < 0:
        return None
    masks, values = found[:count, 0], found[:count, 1]
    best = max(int(values.max(initial=-base)), -base)
    return masks[values >= best - gap]
