"""The candidate lists of all leads: who may be in whose team, and what each would bring."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

import numpy as np

from cityteams_clusters.domain.teams.features import Described, described
from cityteams_clusters.domain.teams.kernels.lists import narrow
from cityteams_clusters.domain.teams.kernels.pairs import row
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, NEVER, Ints
from cityteams_clusters.domain.teams.kernels.tables import Lists, Wide
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.weights import RECIPROCAL_NEEDS, Weights

MOST_CANDIDATES = 60
BLOCK = 64


@dataclass(frozen=True, slots=True, eq=False)
class Barriers:
    """The pairs that the rules keep apart, and the pins, by the numbers of organisations and rows."""

    never: dict[int, list[int]]
    """Per organisation, those that no team it leads may hold."""
    apart: frozenset[tuple[int, int]]
    pins: dict[int, list[int]]
    """Per row of a lead, the rows pinned to it."""

    @classmethod
    def of(cls, pool: Pool, rules: FormationRules, place: Described) -> Self:
        """The barriers that concern somebody in the pool."""
        numbers = {organisation: number for number, organisation in enumerate(place.organisations)}
        never: dict[int, list[int]] = defaultdict(list)
        for pair in rules.apart | rules.declined:
            if pair <= numbers.keys():
                one, other = sorted(numbers[organisation] for organisation in pair)
                never[one].append(other)
                never[other].append(one)
        apart = {tuple(sorted(numbers[o] for o in pair)) for pair in rules.apart if pair <= numbers.keys()}
        pins: dict[int, list[int]] = defaultdict(list)
        for pin in sorted(rules.pins):
            lead, member = pool.position(pin.lead), pool.position(pin.member)
            if lead is not None and member is not None:
                pins[lead].append(member)
        ordered = {org: sorted(set(others)) for org, others in never.items()}
        return cls(ordered, frozenset((one, other) for one, other in apart), dict(pins))

    def bar(self, one: int, other: int) -> None:
        """From now on no team that either of them leads may hold the other."""
        for mine, theirs in ((one, other), (other, one)):
            self.never[mine] = sorted({*self.never.get(mine, ()), theirs})


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What candidate lists are made from: the worksheets, the rules, the weights, and whom the rules keep apart."""

    place: Described
    rules: FormationRules
    weights: Weights
    barriers: Barriers

    @classmethod
    def of(cls, pool: Pool, rules: FormationRules, weights: Weights) -> Self:
        """The ground of this pool."""
        place = described(pool, rules, weights)
        return cls(place, rules, weights, Barriers.of(pool, rules, place))


def rows_of(place: Described, leads: Ints, width: int, prices: Ints, barriers: Barriers) -> tuple[Ints, ...]:
    """Entry, organisation, worth, bits, needs, outside: a row for each of these leads."""
    features, count = place.features, len(leads)
    entry = np.full((count, width), -1, np.int64)
    org, worth, bits = np.full_like(entry, -1), np.full_like(entry, NEVER), np.zeros_like(entry)
    needs, outside = np.zeros(count, np.int64), np.full(count, NEVER, np.int64)
    nobody = np.array([-2], np.int64)
    for start in range(0, count, BLOCK):
        block = leads[start : start + BLOCK]
        dots = place.vectors[block] @ place.vectors.T
        for at, lead in enumerate(block, start):
            near = dots[at - start]
            never = np.array(barriers.never.get(int(features.org[lead]), nobody), np.int64)
            always = np.array(barriers.pins.get(int(lead), ()), np.int64)
            needs[at], outside[at] = row(
                features, lead, near, prices, never, always, RECIPROCAL_NEEDS, entry[at], worth[at], bits[at], org[at]
            )
    return entry, org, worth, bits, needs, outside


def wide_lists(ground: Ground, width: int, prices: Ints, leads: Ints | None = None) -> Wide:
    """The most promising `width` worksheets for every lead (or for these leads) at these prices."""
    place, barriers = ground.place, ground.barriers
    leads = place.leads if leads is None else leads
    entry, org, worth, bits, needs, outside = rows_of(place, leads, width, prices, barriers)
    pins = [barriers.pins.get(int(lead), []) for lead in leads]
    sector = place.features.sector[leads]
    return Wide(
        entry=entry,
        org=org,
        worth=worth,
        bits=bits,
        needs=needs,
        own=place.features.org[leads],
        sector=np.where(sector < 0, len(place.sectors), sector),
        outside=outside,
        pins=np.array([member for each in pins for member in each], np.int64),
        pins_from=np.cumsum([0, *map(len, pins)], dtype=np.int64),
        apart=np.array(sorted(one * len(place.capacity) + other for one, other in barriers.apart), np.int64),
        capacity=place.capacity,
        shares=place.shares,
        terms=terms_of(ground.rules, ground.weights),
    )


def short_lists(wide: Wide, prices: Ints, width: int, kept: Ints | None = None) -> Lists:
    """The `width` candidates of each lead that promise most at these prices, its present members among them."""
    if not 1 <= width <= MOST_CANDIDATES:
        raise ValueError(f"a short list has 1 to {MOST_CANDIDATES} candidates, not {width}")
    held = np.full((len(wide.own), 1), -1, np.int64) if kept is None else kept
    lists, pairs = narrow(wide, prices, held, width, room := 16 * len(wide.own))
    return lists if pairs <= room else narrow(wide, prices, held, width, pairs)[0]


def terms_of(rules: FormationRules, weights: Weights) -> Ints:
    """Points of a need and a kind, fewest and most members beside the lead, balance points; points in 64ths."""
    need, kind, balance = (points * FRACTION for points in (weights.need, weights.kind, weights.balance))
    return np.array([need, kind, rules.smallest - 1, rules.largest - 1, balance], np.int64)
