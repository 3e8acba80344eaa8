"""Who is named to whom: the best choice within everybody's limits, exact by minimum-cost flow, with a certificate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from cityteams_clusters.domain.teams.kernels.compiled import compiled

Ints = NDArray[np.int64]

FIRST_PARTNER = 1_000_000
"""What the first partner of a seeker counts beside its points: nobody gets a second before others their first."""
FIRST_CLIENT = 10_000
"""What the first client of a giver counts beside its points: nobody gets many while others get none."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Possible pairs: numbers of seeker and giver from 0 on, and points above 0, each pair once."""

    seeker: Ints
    giver: Ints
    points: Ints
    seekers: int
    givers: int

    def __post_init__(self) -> None:
        if len(self.points) and int(self.points.min()) <= 0:
            raise ValueError("a pair without points is no pair; leave it out")
        if len(np.unique(self.seeker * max(1, self.givers) + self.giver)) != len(self.seeker):
            raise ValueError("a pair comes twice; keep the better one")


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What prices say of any pair, also of one that is no edge: it betters the choice only above `seeker - giver`."""

    seeker: Ints
    giver: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The pairs that were taken (as places among the edges), their points, and what prices prove to be the most."""

    taken: Ints
    points: int
    score: int
    """Points and what first partners and first clients count."""
    bound: int
    prices: Prices

    @property
    def optimal(self) -> bool:
        """Whether no other choice within the limits is worth more."""
        return self.score == self.bound


def chosen(edges: Edges, partners: int, clients: int, fair: bool = True) -> Choice:
    """The best choice with so many partners a seeker and clients a giver; `fair` counts firsts beside the points."""
    if not len(edges.seeker):
        free = Prices(np.zeros(edges.seekers, np.int64), np.zeros(edges.givers, np.int64))
        return Choice(np.zeros(0, np.int64), 0, 0, 0, free)
    network = _Network(edges, partners, clients, fair)
    flows = network.solved()
    taken = np.flatnonzero(flows[: len(edges.seeker)])
    points = int(edges.points[taken].sum())
    score = -int((flows * network.cost).sum())
    price = network.prices(flows)
    return Choice(taken, points, score, network.bound(price), network.between(price, flows))


class _Network:
    """Source to seekers (first, further), pairs, givers to sink (first, further), and a way past all of them."""

    def __init__(self, edges: Edges, partners: int, clients: int, fair: bool) -> None:
        self.edges = edges
        seats = np.arange(edges.seekers, dtype=np.int64)
        places = edges.seekers + np.arange(edges.givers, dtype=np.int64)
        self.source, self.sink = edges.seekers + edges.givers, edges.seekers + edges.givers + 1
        self.supply = edges.seekers * partners
        self.columns: list[tuple[Ints, ...]] = []
        self._add(edges.seeker, edges.seekers + edges.giver, 1, -edges.points)
        self._add(self.source, seats, 1, -FIRST_PARTNER if fair else 0)
        self._add(self.source, seats, partners - 1, 0)
        self._add(places, self.sink, min(1, clients), -FIRST_CLIENT if fair else 0)
        self._add(places, self.sink, max(0, clients - 1), 0)
        self._add(self.source, np.array([self.sink], np.int64), self.supply, 0)
        self.tail, self.head, self.capacity, self.cost = (
            np.concatenate(column) for column in zip(*self.columns, strict=True)
        )
        self.columns.clear()

    def _add(self, tail: Ints | int, head: Ints | int, capacity: int, cost: Ints | int) -> None:
        length = max(np.size(tail), np.size(head))
        parts = (np.asarray(part, np.int64) for part in (tail, head, capacity, cost))
        self.columns.append(tuple(np.broadcast_to(part, (length,)) for part in parts))

    def solved(self) -> Ints:
        """The flow on every arc."""
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(self.tail, self.head, self.capacity, self.cost)
        flow.set_node_supply(self.source, self.supply)
        flow.set_node_supply(self.sink, -self.supply)
        if flow.solve() != flow.OPTIMAL:
            raise ArithmeticError("the flow has no solution; its way past everybody should always be one")
        return np.array(flow.flows(np.arange(len(self.tail))), np.int64)

    def prices(self, flows: Ints) -> Ints:
        """A price for every node: the shortest ways in what the flow leaves."""
        price = np.zeros(self.sink + 1, np.int64)
        _relax(self.tail, self.head, self.cost, self.capacity, flows, price)
        return price

    def bound(self, price: Ints) -> int:
        """What prices of the nodes prove: no flow is worth more."""
        reduced = self.cost + price[self.tail] - price[self.head]
        least = self.supply * int(price[self.sink] - price[self.source])
        return -(least + int((np.minimum(reduced, 0) * self.capacity).sum()))

    def between(self, price: Ints, flows: Ints) -> Prices:
        """The prices of seekers and givers; those of givers as low as the flow lets them be, so that few pairs enter.

        A giver may be as cheap as the sink allows that it still has a way to, and each of those that it was named to.
        """
        first = self.edges.seekers
        least = np.full(self.sink + 1, np.iinfo(np.int64).min // 4, np.int64)
        open_ = (self.head == self.sink) & (flows < self.capacity) & (self.tail != self.source)
        np.maximum.at(least, self.tail[open_], price[self.sink] - self.cost[open_])
        pairs = np.flatnonzero(flows[: len(self.edges.seeker)])
        np.maximum.at(least, self.head[pairs], price[self.tail[pairs]] + self.cost[pairs])
        giver = np.minimum(least, price)[first : first + self.edges.givers]
        return Prices(price[:first].copy(), np.maximum(giver, np.iinfo(np.int64).min // 8))


@compiled
def _relax(tail: Ints, head: Ints, cost: Ints, capacity: Ints, flows: Ints, price: Ints) -> None:
    """Lowers prices until no way is shorter; ends after as many turns as there are nodes, whatever the flow."""
    for _ in range(len(price) + 1):
        changed = False
        for arc in range(len(tail)):
            one, other = tail[arc], head[arc]
            if flows[arc] < capacity[arc] and price[one] + cost[arc] < price[other]:
                price[other] = price[one] + cost[arc]
                changed = True
            if flows[arc] > 0 and price[other] - cost[arc] < price[one]:
                price[one] = price[other] - cost[arc]
                changed = True
        if not changed:
            return
