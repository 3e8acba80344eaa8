"""Partner matching: the proven optimum of every need and every offer, against the greedy peer; seconds and memory."""

import os
import resource
import time

import numpy as np

from cityteams_clusters.domain.partners.best import NEAR, Found, best_of_all, bettered
from cityteams_clusters.domain.partners.flow import Edges, Ints
from cityteams_clusters.domain.partners.market import Market
from cityteams_clusters.domain.partners.meaning import Meanings, Words
from cityteams_clusters.domain.partners.pairs import Sides
from cityteams_clusters.domain.partners.sheet import Sheet, sha256_of
from cityteams_clusters.domain.partners.wanted import acquainted, demands, supplies
from cityteams_clusters.domain.teams.pool import quantised
from cityteams_contracts.clusters.partners import MatchingLimits
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource
from tests.bench.measure import Figure, figure

DIMENSIONS, THEMES, COUNTRIES = 64, 24, 15
KINDS = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.COMPANY,
    OrganisationKind.ACADEMIA,
    OrganisationKind.NON_PROFIT,
)
SOUGHT = np.array([8, 6, 5, 4, 3, 2, 2, 1]) / 31
"""How often each resource is looked for; what is sought most is offered least, by half of the organisations."""
LIMITS = MatchingLimits(partners=2, clients=3)


def run() -> list[Figure]:
    """1,000 and 10,000 worksheets; CITYTEAMS_PARTNERS=100000 adds the large pool (some minutes)."""
    sizes = [1_000, 10_000, *(int(size) for size in os.environ.get("CITYTEAMS_PARTNERS", "").split(",") if size)]
    best_of_all(market_of(100), LIMITS)  # compiles
    return [each for size in sizes for each in measured(size)]


def measured(size: int) -> list[Figure]:
    """One pool, matched once with firsts and once for points alone, which is what the greedy peer is after."""
    clocks = [time.process_time()]
    market = market_of(size)
    clocks.append(time.process_time())
    lists = market.likeliest(NEAR)
    clocks.append(time.process_time())
    found = bettered(market, lists, LIMITS)
    clocks.append(time.process_time())
    plain = bettered(market, lists, LIMITS, fair=False)
    _made, compared, solved = np.diff(clocks)
    greedy = _greedy(plain.edges)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {size} worksheets: {len(market.need.org)} needs, {len(market.offer.org)} offers, {found.turns} turns,")
    print(f"  {len(found.edges.seeker)} pairs looked at, optimal: {found.choice.optimal}, {plain.choice.optimal}")
    return [
        figure(f"clusters.partners_optimality_{size}", [found.choice.score / found.choice.bound], "of bound"),
        figure(f"clusters.partners_greedy_{size}", [_points(plain.edges, greedy) / plain.choice.points], "of best"),
        figure(f"clusters.partners_fair_points_{size}", [found.choice.points / plain.choice.points], "of best"),
        figure(f"clusters.partners_served_{size}", [_served(found, found.choice.taken)], "of seekers"),
        figure(f"clusters.partners_greedy_served_{size}", [_served(plain, greedy)], "of seekers"),
        figure(f"clusters.partners_comparing_seconds_{size}", [compared], "CPU s"),
        figure(f"clusters.partners_solving_seconds_{size}", [solved], "CPU s"),
        figure(f"clusters.partners_peak_memory_{size}", [peak], "MB"),
    ]


def market_of(size: int) -> Market:
    """The needs and offers of a made-up pool."""
    sheets, words = pool(size)
    needs, offers = demands(sheets), supplies(sheets)
    sides = Sides.of(*((wanted, words.of([each.text for each in wanted])) for wanted in (needs, offers)))
    return Market.of(sides.need, sides.offer, sides.apart(acquainted(sheets, ())), len(sides.organisations))


def pool(size: int, seed: int = 1) -> tuple[list[Sheet], Words]:
    """Made-up worksheets that compete: two needs each; half of them offer something, and little of what is sought.

    Words are around one of 24 themes, some close to its middle, so that many are nearest to the same few.
    """
    chance = np.random.default_rng(seed)
    themes, theme = chance.normal(size=(THEMES, DIMENSIONS)), chance.integers(0, THEMES, size)
    spread = 0.4 + 1.6 * chance.random((size, 1))
    vectors = quantised(themes[theme] + spread * chance.normal(size=(size, DIMENSIONS)))
    needs, offers = (_picked(chance, size, share) for share in (SOUGHT, SOUGHT[::-1]))
    kinds, countries, gives = chance.integers(4, size=size), chance.integers(COUNTRIES, size=size), chance.random(size)
    sheets = []
    for at in range(size):
        party = Participant(
            organisation_id=f"o{at}", name=f"O {at}", kind=KINDS[kinds[at]], country=f"A{chr(65 + countries[at])}"
        )
        offered = [each for each in offers[at] if each not in needs[at]] if gives[at] < 0.5 else []
        sheets.append(_sheet(at, party, needs[at], offered, int(theme[at]) % 8))
    return sheets, Words("made up", Meanings((vectors,)), {sha256_of(f"t{at}"): at for at in range(size)})


def _picked(chance: np.random.Generator, size: int, share: np.ndarray) -> list[list[Resource]]:
    """Two different resources for each worksheet, by their shares: the largest of random numbers to a power."""
    order = np.argsort(chance.random((size, len(share))) ** (1 / share), axis=1)[:, ::-1][:, :2]
    resources = list(Resource)
    return [[resources[each] for each in row] for row in order.tolist()]


def _sheet(at: int, party: Participant, needs: list[Resource], offers: list[Resource], sector: int) -> Sheet:
    return Sheet(
        worksheet_id=f"w{at:06}",
        round_id="r",
        accepted=True,
        sector=f"sector_{sector}",
        title=f"T {at}",
        language="en",
        status=None,
        lead=f"p{at}",
        participants=(party,),
        needs=tuple(Need(kind=each) for each in needs),
        offers=tuple(Need(kind=each) for each in offers),
        text=f"t{at}",
    )


def _greedy(edges: Edges) -> Ints:
    """The peer: the most points first, whoever still has room; the places of what it takes."""
    order: Ints = np.lexsort((edges.giver, edges.seeker, -edges.points))
    room, seats, taken = [LIMITS.clients] * edges.givers, [LIMITS.partners] * edges.seekers, []
    rows = zip(order.tolist(), edges.seeker[order].tolist(), edges.giver[order].tolist(), strict=True)
    for edge, seeker, giver in rows:
        if seats[seeker] and room[giver]:
            seats[seeker] -= 1
            room[giver] -= 1
            taken.append(edge)
    return np.array(taken, np.int64)


def _points(edges: Edges, taken: Ints) -> int:
    return int(edges.points[taken].sum())


def _served(found: Found, taken: Ints) -> float:
    """The share of those who could be named somebody that are."""
    edges = found.edges
    return len(np.unique(edges.seeker[taken])) / len(np.unique(edges.seeker))
