"""Needs meet offers: every pair that might be named to each other, what it is worth, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np

from cityteams_clusters.domain.partners.flow import Edges, Ints
from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.partners.nearest_offers import nearest_offers
from cityteams_clusters.domain.partners.sheet import Sheet, words_of
from cityteams_contracts.clusters import Reason
from cityteams_contracts.values import OrganisationId, OrganisationKind, Participant, Resource

COVERS, ALIKE, SAME_SECTOR, OTHER_KIND, SAME_COUNTRY = 40, 60, 12, 8, 5
UNRELATED = 20
"""Two texts that have nothing to do with each other are about so many percent alike; only what is above counts."""
WEIGHTS = {
    "covers-the-need": COVERS,
    "alike-in-words": ALIKE,
    "same-sector": SAME_SECTOR,
    "complementary-kind": OTHER_KIND,
    "same-country": SAME_COUNTRY,
}
POINTS = np.array([COVERS, ALIKE, SAME_SECTOR, OTHER_KIND, SAME_COUNTRY, UNRELATED], np.int64)
BLOCK = 512
_K = OrganisationKind
_GIVERS = {
    Resource.TECHNOLOGY: {_K.COMPANY, _K.ACADEMIA},
    Resource.FUNDING: {_K.INVESTOR, _K.AGENCY},
    Resource.PILOT_SITE: {_K.MUNICIPALITY},
    Resource.POLICY: {_K.MUNICIPALITY, _K.AGENCY},
    Resource.STANDARDS: {_K.AGENCY, _K.COMPANY, _K.ACADEMIA},
    Resource.COMMUNITY: {_K.MUNICIPALITY, _K.NON_PROFIT},
    Resource.EXPERTISE: {_K.COMPANY, _K.ACADEMIA, _K.NON_PROFIT, _K.AGENCY},
    Resource.DATA: {_K.MUNICIPALITY, _K.COMPANY, _K.ACADEMIA, _K.AGENCY},
}
"""Who of a team usually is the one that gives what the team offers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need or an offer of one organisation, from one worksheet; `text` is what it says in words."""

    party: Participant
    sheet: Sheet
    resource: Resource
    text: str


def demands(sheets: Iterable[Sheet]) -> list[Wanted]:
    """What the organisation that hands a worksheet in looks for."""
    return [
        Wanted(sheet.speaker, sheet, need.kind, words_of(need, sheet.text))
        for sheet in sheets
        for need in sheet.needs
        if sheet.speaker
    ]


def supplies(sheets: Iterable[Sheet]) -> list[Wanted]:
    """What the participants of a worksheet give: those of a kind that gives such a thing, else who hands it in."""
    return [
        Wanted(party, sheet, offer.kind, words_of(offer, sheet.text))
        for sheet in sheets
        for offer in sheet.offers
        for party in _those_who_give(sheet, offer.kind)
    ]


def _those_who_give(sheet: Sheet, resource: Resource) -> tuple[Participant, ...]:
    usual = tuple(each for each in sheet.participants if each.kind in _GIVERS[resource])
    return usual or sheet.participants[:1]


def acquainted(sheets: Iterable[Sheet], apart: Iterable[frozenset[OrganisationId]]) -> set[frozenset[OrganisationId]]:
    """Pairs that need no naming: they are in one team, they were introduced, or one declined the other."""
    found = set(apart)
    for sheet in sheets:
        ids = [each.organisation_id for each in sheet.participants]
        found |= {frozenset((one, other)) for at, one in enumerate(ids) for other in ids[at + 1 :]}
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Needs, or offers, as the numbers that are compared in bulk."""

    wanted: Sequence[Wanted]
    meanings: Meanings
    org: Ints
    sector: Ints
    kind: Ints
    country: Ints

    @classmethod
    def of(cls, wanted: Sequence[Wanted], meanings: Meanings, numbers: dict[str, dict[str, int]]) -> Self:
        """Puts names into numbers, the same on both sides."""
        return cls(
            wanted,
            meanings,
            _numbered(numbers["org"], (each.party.organisation_id for each in wanted)),
            _numbered(numbers["sector"], (each.sheet.sector for each in wanted)),
            _numbered(numbers["kind"], (each.party.kind for each in wanted)),
            _numbered(numbers["country"], (each.party.country or "" for each in wanted)),
        )

    def rows(self, places: Ints) -> "Side":
        """Some of them."""
        return Side(
            [self.wanted[place] for place in places],
            self.meanings.rows(places.tolist()),
            self.org[places],
            self.sector[places],
            self.kind[places],
            self.country[places],
        )

    def facts(self) -> Ints:
        """Organisation, sector, kind and country, a row for each."""
        return np.stack([self.org, self.sector, self.kind, self.country], axis=1)


def _numbered(numbers: dict[str, int], names: Iterable[str]) -> Ints:
    return np.array([numbers[name] for name in names], np.int64)


def parts(need: Side, offer: Side) -> dict[str, Ints]:
    """Points by reason, a row for each need and a column for each offer."""
    alike = need.meanings.alike(offer.meanings)
    known = (need.country[:, None] == offer.country[None, :]) & (need.country[:, None] > 0)
    return {
        "covers-the-need": np.full_like(alike, COVERS),
        "alike-in-words": np.maximum(alike - UNRELATED, 0) * ALIKE // (100 - UNRELATED),
        "same-sector": (need.sector[:, None] == offer.sector[None, :]) * SAME_SECTOR,
        "complementary-kind": (need.kind[:, None] != offer.kind[None, :]) * OTHER_KIND,
        "same-country": known * SAME_COUNTRY,
    }


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The edges of a matching, and which need and which offer each of them stands for."""

    edges: Edges
    organisations: tuple[OrganisationId, ...]
    need: Side
    offer: Side
    need_at: Ints
    offer_at: Ints

    def reasons(self, edge: int) -> tuple[Wanted, Wanted, tuple[Reason, ...]]:
        """The need, the offer, and the parts that add up to the points of an edge."""
        one = self.need.rows(self.need_at[edge : edge + 1])
        other = self.offer.rows(self.offer_at[edge : edge + 1])
        need, offer = one.wanted[0], other.wanted[0]
        points = {code: int(table[0, 0]) for code, table in parts(one, other).items()}
        return need, offer, tuple(_reason(code, worth, need, offer) for code, worth in points.items() if worth)


def _reason(code: str, points: int, need: Wanted, offer: Wanted) -> Reason:
    thing = need.resource.replace("_", " ")
    words = {
        "covers-the-need": f"{offer.party.name} offers {thing}, which {need.party.name} needs.",
        "alike-in-words": "What is needed and what is offered are about the same.",
        "same-sector": f"Both work on {need.sheet.sector.replace('_', ' ')}.",
        "complementary-kind": f"{need.party.kind.replace('_', ' ')} and {offer.party.kind.replace('_', ' ')}"
        " complement each other.",
        "same-country": "Both are at home in the same country.",
    }
    shown = f"covers-the-need-for-{need.resource.replace('_', '-')}" if code == "covers-the-need" else code
    return Reason(code=shown, text=words[code], weight=points)


def pairs_of(
    needs: tuple[Sequence[Wanted], Meanings],
    offers: tuple[Sequence[Wanted], Meanings],
    known: set[frozenset[OrganisationId]],
    near: int,
) -> Pairs:
    """The `near` best offers for every need, each pair of organisations by its best need and offer."""
    every = (*needs[0], *offers[0])
    names = tuple(sorted({each.party.organisation_id for each in every}))
    numbers = {
        "org": {name: at for at, name in enumerate(names)},
        "sector": {name: at for at, name in enumerate(sorted({each.sheet.sector for each in every}))},
        "kind": {kind.value: at for at, kind in enumerate(OrganisationKind)},
        "country": {name: at for at, name in enumerate(sorted({"", *(each.party.country or "" for each in every)}))},
    }
    need, offer = Side.of(*needs, numbers), Side.of(*offers, numbers)
    by_resource = (_likeliest(need, offer, resource, known, numbers["org"], near) for resource in Resource)
    need_at, offer_at, points = _joined(list(chain.from_iterable(by_resource)))
    seeker, giver = need.org[need_at], offer.org[offer_at]
    order = np.lexsort((offer_at, need_at, -points, giver, seeker))
    pair = (seeker * max(1, len(names)) + giver)[order]
    best = order[np.append(True, pair[1:] != pair[:-1])] if len(order) else order
    edges = Edges(seeker[best], giver[best], points[best], len(names), len(names))
    return Pairs(edges, names, need, offer, need_at[best], offer_at[best])


def _joined(rows: list[tuple[Ints, Ints, Ints]]) -> tuple[Ints, Ints, Ints]:
    nothing = np.zeros(0, np.int64)
    one, other, points = zip(*rows, strict=True) if rows else ((nothing,), (nothing,), (nothing,))
    return np.concatenate(one), np.concatenate(other), np.concatenate(points)


def _likeliest(
    need: Side, offer: Side, resource: Resource, known: set[frozenset[OrganisationId]], org: dict[str, int], near: int
) -> list[tuple[Ints, Ints, Ints]]:
    here = np.array([at for at, each in enumerate(need.wanted) if each.resource is resource], np.int64)
    there = np.array([at for at, each in enumerate(offer.wanted) if each.resource is resource], np.int64)
    if not len(here) or not len(there):
        return []
    given, found = offer.rows(there), []
    barred, barred_from = _barred(known, org, given.org)
    for start in range(0, len(here), BLOCK):
        asked = need.rows(here[start : start + BLOCK])
        total, knows, known_there = asked.meanings.compared(given.meanings)
        sides = (asked.facts(), given.facts())
        best, worth = nearest_offers(total, (knows, known_there), sides, (barred, barred_from), POINTS, near)
        row, column = np.nonzero(worth > 0)
        found.append((here[start + row], there[best[row, column]], worth[row, column]))
    return found


def _barred(known: set[frozenset[OrganisationId]], org: dict[str, int], givers: Ints) -> tuple[Ints, Ints]:
    """Per organisation the places of offers that are none for it, since the two know each other; one after another."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, giver in enumerate(givers.tolist()):
        places[giver].append(at)
    found: list[list[int]] = [[] for _ in org]
    for pair in known:
        numbers = [org[name] for name in pair if name in org]
        if len(numbers) == 2:
            one, other = numbers
            found[one] += places.get(other, [])
            found[other] += places.get(one, [])
    starts = np.cumsum([0, *map(len, found)], dtype=np.int64)
    return np.array(list(chain.from_iterable(found)), np.int64), starts
