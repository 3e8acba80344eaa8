"""Prices of organisations: every lead names its best team at these prices, and an upper bound follows from that."""

from typing import NamedTuple

import numpy as np

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.pricing import KINDS, MOST_MEMBERS, NEVER, Ints, bonus, relaxed, strict
from cityteams_clusters.domain.teams.kernels.tables import Wide

COLUMNS = 60
MOST_EXCESS = 2


class Bench(NamedTuple):
    """Room to work in, made once a sweep."""

    keys: Ints
    columns: Ints
    worth: Ints
    bits: Ints
    best: Ints
    sets: Ints


@compiled
def _bench(wide: Wide) -> Bench:
    most = wide.org.shape[1]
    size = (MOST_MEMBERS + 1) << (wide.needs.max() + KINDS)
    keys, columns = np.empty(most, np.int64), np.empty(most, np.int64)
    worth, bits = np.empty(COLUMNS, np.int64), np.empty(COLUMNS, np.int64)
    return Bench(keys, columns, worth, bits, np.empty(size, np.int64), np.empty(size, np.int64))


@compiled
def _key(wide: Wide, lead: int, k: int, prices: Ints) -> int:
    bits = bonus(wide.bits[lead, k], wide.needs[lead], wide.terms)
    return wide.worth[lead, k] - prices[wide.org[lead, k]] + bits


@compiled
def _load(wide: Wide, lead: int, prices: Ints, count: int, bench: Bench) -> None:
    for j in range(count):
        k = bench.columns[j]
        bench.worth[j] = wide.worth[lead, k] - prices[wide.org[lead, k]]
        bench.bits[j] = wide.bits[lead, k]


@compiled
def _promising(wide: Wide, lead: int, prices: Ints, bench: Bench) -> tuple[int, int]:
    """Loads the columns that may improve a team, 60 at most: how many, and what the next one promises.

    Of two columns with the same bits the second adds its worth alone: if that is nothing, only the best one serves.
    """
    count, beyond = 0, 0
    first = np.full(1 << (wide.needs[lead] + KINDS), -1, np.int64)
    for k in range(wide.org.shape[1]):
        if wide.org[lead, k] < 0:
            continue
        key, bits = _key(wide, lead, k, prices), wide.bits[lead, k]
        if key <= 0:
            continue
        if wide.worth[lead, k] > prices[wide.org[lead, k]]:
            bench.keys[count], bench.columns[count] = key, k
            count += 1
        elif first[bits] < 0:
            first[bits] = count
            bench.keys[count], bench.columns[count] = key, k
            count += 1
        elif key > bench.keys[first[bits]]:
            bench.keys[first[bits]], bench.columns[first[bits]] = key, k
    if count > COLUMNS:
        order = np.argsort(-bench.keys[:count], kind="mergesort")
        beyond = bench.keys[order[COLUMNS]]
        bench.columns[:COLUMNS] = bench.columns[order[:COLUMNS]]
        count = COLUMNS
    _load(wide, lead, prices, count, bench)
    return count, beyond


@compiled
def _completing(wide: Wide, lead: int, prices: Ints, bench: Bench) -> tuple[int, int]:
    """Loads the promising columns and, of each sort, as many others as the smallest team could need to be one.

    Two columns with the same bits differ in worth alone, so of those that promise nothing the best of a sort serve.
    """
    most = wide.org.shape[1]
    for k in range(most):
        bench.keys[k] = _key(wide, lead, k, prices) if wide.org[lead, k] >= 0 else NEVER
    seen, count = np.zeros(1 << (wide.needs[lead] + KINDS), np.int64), 0
    for k in np.argsort(-bench.keys, kind="mergesort"):
        if bench.keys[k] == NEVER:
            break
        sort = wide.bits[lead, k]
        if wide.worth[lead, k] > prices[wide.org[lead, k]] or seen[sort] < wide.terms[2]:
            if count == COLUMNS:
                _load(wide, lead, prices, count, bench)
                return count, bench.keys[k]
            seen[sort] += 1
            bench.columns[count] = k
            count += 1
    _load(wide, lead, prices, count, bench)
    return count, NEVER


@compiled
def _wish(wide: Wide, lead: int, prices: Ints, outside: int, bench: Bench) -> tuple[int, int, int]:
    """An upper bound on the best value of a lead, the wished set, and how many columns its mask counts."""
    needs, terms = wide.needs[lead], wide.terms
    count, beyond = _promising(wide, lead, prices, bench)
    extra = max(beyond, outside, 0)
    worth, bits = bench.worth[:count], bench.bits[:count]
    value, members, fits = relaxed(worth, bits, needs, terms, extra, bench.best, bench.sets)
    if fits or extra > 0 or value + terms[4] <= 0:
        return value, members, count
    count, beyond = _completing(wide, lead, prices, bench)
    worth, bits = bench.worth[:count], bench.bits[:count]
    exact, members = strict(worth, bits, needs, terms, bench.best, bench.sets)
    return max(exact, value + max(beyond, outside)), members, count


@compiled
def sweep(wide: Wide, prices: Ints, seats: Ints, use: Ints, taken: Ints, outside: Ints) -> int:
    """The upper bound of these prices (64ths); `use` and `taken` tell how often who and which seats are wished for.

    It holds for every choice of teams out of the wide lists, pinned or not, and for every other choice as well if
    `outside` is the most that worksheets outside the lists promise at these prices.
    """
    bench = _bench(wide)
    bound = (prices * wide.capacity).sum() + (seats * wide.shares).sum()
    use[:] = 0
    taken[:] = 0
    for lead in range(len(wide.own)):
        value, members, count = _wish(wide, lead, prices, outside[lead], bench)
        own, sector = wide.own[lead], wide.sector[lead]
        seat = max(0, wide.terms[4] - seats[sector]) if wide.shares[sector] else 0
        net = value - prices[own] + seat
        if net <= 0:
            continue
        bound += net
        use[own] += 1
        taken[sector] += seat > 0
        for k in range(count):
            if members >> k & 1:
                use[wide.org[lead, bench.columns[k]]] += 1
    return bound


@compiled
def adjust(prices: Ints, use: Ints, capacity: Ints, step: int) -> None:
    """Dearer what is wished for more often than there is, cheaper what is not."""
    for i in range(len(prices)):
        excess = min(use[i] - capacity[i], MOST_EXCESS)
        prices[i] = max(0, prices[i] + step * excess)
