"""Partner matching: needs meet offers, nobody over capacity, exactly by minimum-cost flow, with a certificate."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from cityteams_contracts.values import OrganisationId, OrganisationKind


@dataclass(frozen=True, slots=True, order=True)
class Pairing:
    """A need of one organisation that an offer of another may meet, and what that is worth in points."""

    seeker: OrganisationId
    giver: OrganisationId
    points: int
    reasons: tuple[tuple[str, int], ...] = ()
    """Codes and points that add up to `points`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many partners one seeker is given, and how many seekers one giver is named to."""

    per_seeker: int = 2
    per_giver: int = 3
    givers: Mapping[OrganisationId, int] | None = None
    """Givers whose capacity differs."""

    def of_giver(self, organisation_id: OrganisationId) -> int:
        """To how many seekers this giver is named."""
        return (self.givers or {}).get(organisation_id, self.per_giver)


@dataclass(frozen=True, slots=True)
class Matching:
    """The matched pairs, their points together, and the bound that prices prove; equal when optimal."""

    pairs: tuple[Pairing, ...]
    points: int
    bound: int
    without: tuple[OrganisationId, ...]
    """Seekers whom somebody could help and who got nobody, since others needed their helpers more."""

    @property
    def optimal(self) -> bool:
        """Whether no other matching within the limits is worth more."""
        return self.points == self.bound


FIRST = 1_000_000
"""What the first partner of a seeker counts beside its points: nobody gets a second before others their first."""


def allowed(pairings: Sequence[Pairing], kinds: Mapping[OrganisationId, OrganisationKind]) -> list[Pairing]:
    """The pairings that roles allow: no city is named to others as one who looks for clients, nobody to itself."""
    best: dict[tuple[OrganisationId, OrganisationId], Pairing] = {}
    for each in sorted(pairings):
        if each.points <= 0 or each.seeker == each.giver or kinds[each.giver] is OrganisationKind.MUNICIPALITY:
            continue
        key = (each.seeker, each.giver)
        if key not in best or each.points > best[key].points:
            best[key] = each
    return [best[key] for key in sorted(best)]


def matched(pairings: Sequence[Pairing], limits: Limits, fair: bool = True) -> Matching:
    """The best matching within the limits; `fair` gives as many seekers as possible a first partner before all else.

    Raises ValueError where the reasons of a pairing do not add up.
    """
    pairings = sorted(pairings)
    for each in pairings:
        if each.reasons and sum(points for _, points in each.reasons) != each.points:
            raise ValueError(f"the reasons of {each.seeker} and {each.giver} do not add up to {each.points}")
    seekers = sorted({each.seeker for each in pairings})
    givers = sorted({each.giver for each in pairings})
    if not pairings:
        return Matching((), 0, 0, ())
    network = _Network(pairings, seekers, givers, limits, FIRST if fair else 0)
    flows = network.solved()
    taken = tuple(each for each, flow in zip(pairings, flows[: len(pairings)].tolist(), strict=True) if flow)
    points = sum(each.points for each in taken)
    lucky = {each.seeker for each in taken}
    extra = len(lucky) * network.first
    bound = network.dual_bound(flows) - extra
    return Matching(taken, points, bound, tuple(seeker for seeker in seekers if seeker not in lucky))


class _Network:
    """Source to seekers (first partner, further partners), pairings, givers to sink, and a way past all of them."""

    def __init__(
        self, pairings: Sequence[Pairing], seekers: list[str], givers: list[str], limits: Limits, first: int
    ) -> None:
        self.first = first
        seat = {name: number for number, name in enumerate(seekers)}
        place = {name: number + len(seekers) for number, name in enumerate(givers)}
        self.source, self.sink = len(seekers) + len(givers), len(seekers) + len(givers) + 1
        arcs = [(seat[e.seeker], place[e.giver], 1, -e.points) for e in pairings]
        arcs += [(self.source, seat[name], 1, -first) for name in seekers]
        arcs += [(self.source, seat[name], limits.per_seeker - 1, 0) for name in seekers]
        arcs += [(place[name], self.sink, limits.of_giver(name), 0) for name in givers]
        self.supply = len(seekers) * limits.per_seeker
        arcs.append((self.source, self.sink, self.supply, 0))
        self.tail, self.head, self.capacity, self.cost = (
            np.array(column, np.int64) for column in zip(*arcs, strict=True)
        )

    def solved(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The flow on every arc."""
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(self.tail, self.head, self.capacity, self.cost)
        flow.set_node_supply(self.source, self.supply)
        flow.set_node_supply(self.sink, -self.supply)
        if flow.solve() != flow.OPTIMAL:
            raise ArithmeticError("the flow has no solution; its way past everybody should always be one")
        return np.array(flow.flows(np.arange(len(self.tail))), np.int64)

    def dual_bound(self, flows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
        """What prices of the nodes prove: no flow is worth more. Shortest paths in what the flow leaves give them."""
        price = self._prices(flows)
        reduced = self.cost + price[self.tail] - price[self.head]
        least = self.supply * int(price[self.sink] - price[self.source])
        return -(least + int((np.minimum(reduced, 0) * self.capacity).sum()))

    def _prices(self, flows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        forward, backward = flows < self.capacity, flows > 0
        tail = np.concatenate([self.tail[forward], self.head[backward]])
        head = np.concatenate([self.head[forward], self.tail[backward]])
        cost = np.concatenate([self.cost[forward], -self.cost[backward]])
        price = np.zeros(self.sink + 1, np.int64)
        for _ in range(self.sink + 1):
            new = price.copy()
            np.minimum.at(new, head, price[tail] + cost)
            if (new == price).all():
                break
            price = new
        return price


def shares(matching: Matching) -> Mapping[OrganisationId, tuple[Pairing, ...]]:
    """Per seeker its partners, best first."""
    found: dict[OrganisationId, list[Pairing]] = defaultdict(list)
    for each in sorted(matching.pairs, key=lambda one: (one.seeker, -one.points, one.giver)):
        found[each.seeker].append(each)
    return {seeker: tuple(pairs) for seeker, pairs in found.items()}


def clients(matching: Matching) -> Iterator[tuple[OrganisationId, OrganisationId]]:
    """Giver and seeker of every pair: whom a provider is referred to."""
    return ((each.giver, each.seeker) for each in matching.pairs)
