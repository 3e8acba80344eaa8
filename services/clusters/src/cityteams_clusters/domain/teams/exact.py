"""The proven optimum of a small pool: every team that could be in it, and CP-SAT over those."""

from dataclasses import dataclass

import numpy as np

from cityteams_clusters.domain.teams.columns import Space, column, packed
from cityteams_clusters.domain.teams.kernels.listing import listed
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, Ints
from cityteams_clusters.domain.teams.kernels.tables import Lists
from cityteams_clusters.domain.teams.lists import MOST_CANDIDATES, Ground, short_lists
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.prices import Priced, priced
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Run
from cityteams_clusters.domain.teams.weights import Weights

SMALL = 60
MOST_COLUMNS, MOST_PACKED = 100_000, 1_500
ROUNDS = 2
SWEEPS = (200, 3000)
TIME = 4.0
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
    ground = Ground.of(pool, rules, weights)
    if not len(ground.place.leads):
        return Optimum(0, proven=True, columns=0)
    prices = priced(ground, SMALL, SWEEPS)
    lists = short_lists(prices.wide, prices.prices, MOST_CANDIDATES)
    best, count = run.score, 0
    for _ in range(ROUNDS):
        gap = prices.bound_of_all - (best + 1) * FRACTION  # scores are whole points
        if gap < 0:
            return Optimum(best, proven=True, columns=count)
        rows = [_worth_listing(lists, prices, lead, gap) for lead in range(len(lists.own))]
        count = sum(len(masks) for masks, _ in rows)
        score, proven = _packed(lists, [masks for masks, _ in rows])
        if proven and all(complete for _, complete in rows):
            return Optimum(max(best, score), proven=True, columns=count)
        if score <= best:
            break
        best = score
    return Optimum(best, proven=False, columns=count)


def _packed(lists: Lists, rows: list[Ints]) -> tuple[int, bool]:
    columns = [column(lists, lead, int(mask)) for lead, masks in enumerate(rows) for mask in masks]
    room, seats = dict(enumerate(lists.capacity.tolist())), dict(enumerate(lists.shares.tolist()))
    chosen, proven = packed(columns, Space(room, seats, int(lists.terms[4])), frozenset(), TIME)
    counts = np.bincount([each.sector for each in chosen], minlength=len(lists.shares)) if chosen else np.zeros(1, int)
    seated = int(np.minimum(counts, lists.shares).sum()) * int(lists.terms[4])
    return (sum(each.value for each in chosen) + seated) // FRACTION, proven


def _worth_listing(lists: Lists, prices: Priced, lead: int, gap: int) -> tuple[Ints, bool]:
    """The teams of a lead that a better plan may hold, the best of them if they are too many, and whether all."""
    sector = int(lists.sector[lead])
    seat = max(0, int(lists.terms[4]) - int(prices.seats[sector])) if lists.shares[sector] else 0
    base = seat - int(prices.prices[lists.own[lead]])
    found = np.zeros((MOST_COLUMNS, 2), np.int64)
    count = listed(lists, lead, prices.prices, -base - gap, found)
    complete = 0 <= count <= MOST_PACKED
    masks, values = (found[:count] if count >= 0 else found).T
    worth = values >= max(int(values.max(initial=-base)), -base) - gap
    masks, values = masks[worth], values[worth]
    order = np.argsort(-values, kind="stable")[:MOST_PACKED]
    return masks[order], complete or (count >= 0 and len(masks) <= MOST_PACKED)
