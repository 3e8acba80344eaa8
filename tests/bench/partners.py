"""Partner matching: the optimum over the likeliest offers of every need, its certificate, seconds and memory."""

import os
import resource
import time

import numpy as np

from cityteams_clusters.domain.partners.flow import Ints, chosen
from cityteams_clusters.domain.partners.meaning import Meanings, Words
from cityteams_clusters.domain.partners.pairs import Pairs, acquainted, demands, pairs_of, supplies
from cityteams_clusters.domain.partners.sheet import Sheet, sha256_of
from cityteams_clusters.domain.teams.pool import quantised
from cityteams_contracts.clusters.partners import MatchingLimits
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource
from tests.bench.measure import Figure, figure

DIMENSIONS, THEMES = 64, 24
KINDS = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.COMPANY,
    OrganisationKind.ACADEMIA,
    OrganisationKind.NON_PROFIT,
)
NEAR = {1_000: 24, 10_000: 24, 100_000: 12}


def run() -> list[Figure]:
    """1,000 and 10,000 worksheets; CITYTEAMS_PARTNERS=100000 adds the large pool (many minutes)."""
    sizes = [1_000, 10_000, *(int(size) for size in os.environ.get("CITYTEAMS_PARTNERS", "").split(",") if size)]
    return [each for size in sizes for each in measured(size)]


def measured(size: int) -> list[Figure]:
    """One pool, matched once."""
    sheets, words = pool(size)
    limits, near = MatchingLimits(partners=2, clients=3), NEAR.get(size, 12)
    started = time.perf_counter()
    needs, offers = demands(sheets), supplies(sheets)
    meant = [(wanted, words.of([each.text for each in wanted])) for wanted in (needs, offers)]
    pairs = pairs_of(meant[0], meant[1], acquainted(sheets, ()), near)
    paired = time.perf_counter()
    choice = chosen(pairs.edges, limits.partners, limits.clients)
    done = time.perf_counter()
    plain = chosen(pairs.edges, limits.partners, limits.clients, fair=False)
    seekers, served = len(np.unique(pairs.edges.seeker)), len(np.unique(pairs.edges.seeker[choice.taken]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {size} worksheets: {len(needs)} needs, {len(pairs.edges.seeker)} pairs, optimal: {choice.optimal}")
    return [
        figure(f"clusters.partners_optimality_{size}", [choice.score / choice.bound], "of bound"),
        figure(f"clusters.partners_greedy_{size}", [_greedy(pairs, limits) / plain.points], "of best"),
        figure(f"clusters.partners_fair_points_{size}", [choice.points / plain.points], "of best"),
        figure(f"clusters.partners_served_{size}", [served / seekers], "of seekers"),
        figure(f"clusters.partners_pairing_seconds_{size}", [paired - started], "s"),
        figure(f"clusters.partners_flow_seconds_{size}", [done - paired], "s"),
        figure(f"clusters.partners_peak_memory_{size}", [peak], "MB"),
    ]


def pool(size: int, seed: int = 1) -> tuple[list[Sheet], Words]:
    """Made-up worksheets: two needs and two offers each, words around one of 24 themes, one organisation each."""
    chance = np.random.default_rng(seed)
    themes = chance.normal(size=(THEMES, DIMENSIONS))
    theme = chance.integers(0, THEMES, size)
    vectors = quantised(themes[theme] + 1.2 * chance.normal(size=(size, DIMENSIONS)))
    resources, countries = list(Resource), [f"{a}{b}" for a in "ABCDE" for b in "XYZ"]
    sheets = []
    for at in range(size):
        kind = KINDS[int(chance.integers(len(KINDS)))]
        wanted = chance.permutation(len(resources))[:4]
        party = Participant(
            organisation_id=f"o{at}", name=f"O {at}", kind=kind, country=countries[int(chance.integers(15))]
        )
        sheets.append(_sheet(at, party, [Need(kind=resources[each]) for each in wanted], int(theme[at]) % 8))
    return sheets, Words("made up", Meanings((vectors,)), {sha256_of(f"t{at}"): at for at in range(size)})


def _sheet(at: int, party: Participant, wanted: list[Need], sector: int) -> Sheet:
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
        needs=tuple(wanted[:2]),
        offers=tuple(wanted[2:]),
        text=f"t{at}",
    )


def _greedy(pairs: Pairs, limits: MatchingLimits) -> int:
    """The peer: the most points first, whoever still has room."""
    edges = pairs.edges
    order: Ints = np.lexsort((edges.giver, edges.seeker, -edges.points))
    room, seats, points = [limits.clients] * edges.givers, [limits.partners] * edges.seekers, 0
    rows = zip(edges.seeker[order].tolist(), edges.giver[order].tolist(), edges.points[order].tolist(), strict=True)
    for seeker, giver, worth in rows:
        if seats[seeker] and room[giver]:
            seats[seeker] -= 1
            room[giver] -= 1
            points += worth
    return points
