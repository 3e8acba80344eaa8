"""The pool as the whole numbers that the kernels read."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.pairs import Features
from cityteams_clusters.domain.teams.kernels.pricing import Ints
from cityteams_clusters.domain.teams.pool import Entry, Pool, RegionWish
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_contracts.values import OrganisationKind, Resource

INDUSTRY, RESEARCH, SOCIETY = 1, 2, 4
CLASS_OF = {
    OrganisationKind.MUNICIPALITY: 0,
    OrganisationKind.COMPANY: INDUSTRY,
    OrganisationKind.ACADEMIA: RESEARCH,
    OrganisationKind.NON_PROFIT: SOCIETY,
    OrganisationKind.INVESTOR: SOCIETY,
    OrganisationKind.AGENCY: SOCIETY,
    OrganisationKind.OTHER: SOCIETY,
}
"""Which of the three kinds an organisation stands for; industry and research are technology providers."""
CLASS_NAMES = {INDUSTRY: "industry", RESEARCH: "research", SOCIETY: "society"}
RESOURCES = tuple(Resource)
WISHES = tuple(RegionWish)


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """Features, the names behind their numbers, and the rows that may lead."""

    features: Features
    vectors: NDArray[np.float32]
    organisations: tuple[str, ...]
    sectors: tuple[str, ...]
    leads: Ints
    capacity: Ints
    shares: Ints


def mask_of(resources: frozenset[Resource]) -> int:
    """Needs or offers as bits, in the order of the contract."""
    return sum(1 << place for place, resource in enumerate(RESOURCES) if resource in resources)


def tie_of(worksheet_id: str) -> int:
    """A number that nothing but the id decides."""
    return int.from_bytes(hashlib.sha256(worksheet_id.encode()).digest()[:4], "big")


def points_of(weights: Weights) -> Ints:
    """The weights that pairs need, in the kernels' order."""
    w = weights
    return np.array([w.similarity, w.seat, w.sector, w.need, w.reciprocity, w.kind, w.region], np.int64)


def described(pool: Pool, rules: FormationRules, weights: Weights) -> Described:
    """Everything about the worksheets that may take part, in the pool's order."""
    entries = pool.entries
    organisations = tuple(sorted({entry.organisation_id for entry in entries}))
    org_of = {organisation: number for number, organisation in enumerate(organisations)}
    capacity = np.array([rules.capacity_of(organisation) for organisation in organisations], np.int64)
    known = rules.sectors or {entry.sector for entry in entries if entry.sector}
    sectors = tuple(sorted(known))
    sector_of = {sector: number for number, sector in enumerate(sectors)}
    regions = {region: number for number, region in enumerate(sorted({e.region for e in entries if e.region}))}
    taking_part = [capacity[org_of[e.organisation_id]] > 0 and e.worksheet_id not in rules.closed for e in entries]
    features = Features(
        org=_whole([org_of[e.organisation_id] if part else -1 for e, part in zip(entries, taking_part, strict=True)]),
        sector=_whole([sector_of.get(e.sector or "", -1) for e in entries]),
        region=_whole([regions.get(e.region or "", -1) for e in entries]),
        needs=_whole([mask_of(e.needs) for e in entries]),
        offers=_whole([mask_of(e.offers) for e in entries]),
        kind=_whole([CLASS_OF[e.kind] for e in entries]),
        wish=_whole([WISHES.index(e.region_wish) for e in entries]),
        tie=_whole([tie_of(e.worksheet_id) for e in entries]),
        points=points_of(weights),
    )
    leads = _whole([row for row, e in enumerate(entries) if e.can_lead and taking_part[row]])
    shares = _shares(rules, sectors, [entries[row] for row in leads])
    return Described(features, pool.vectors.astype(np.float32), organisations, sectors, leads, capacity, shares)


def _whole(values: list[int]) -> Ints:
    return np.array(values, np.int64)


def _shares(rules: FormationRules, sectors: tuple[str, ...], leads: list[Entry]) -> Ints:
    """Teams with balance points by sector; the last place, for worksheets of no known sector, has none."""
    if rules.shares:
        return _whole([*(rules.shares.get(sector, 0) for sector in sectors), 0])
    present = {entry.sector for entry in leads} & set(sectors)
    even = -(-len(leads) // (3 * len(present))) if present else 0
    return _whole([*(even if sector in present else 0 for sector in sectors), 0])
