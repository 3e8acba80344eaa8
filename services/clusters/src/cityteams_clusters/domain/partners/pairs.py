"""Needs beside offers: what a pair is worth, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from cityteams_clusters.domain.partners.flow import Ints
from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.partners.wanted import Wanted
from cityteams_contracts.clusters import Reason
from cityteams_contracts.values import OrganisationId, OrganisationKind, Resource

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


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Needs, or offers, as the numbers that are compared in bulk."""

    wanted: Sequence[Wanted]
    meanings: Meanings
    org: Ints
    sector: Ints
    kind: Ints
    country: Ints
    resource: Ints

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
            _numbered(numbers["resource"], (each.resource for each in wanted)),
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
            self.resource[places],
        )

    def facts(self) -> Ints:
        """Organisation, sector, kind and country, a row for each."""
        return np.stack([self.org, self.sector, self.kind, self.country], axis=1)


def _numbered(numbers: dict[str, int], names: Iterable[str]) -> Ints:
    return np.array([numbers[name] for name in names], np.int64)


def parts(need: Side, offer: Side) -> dict[str, Ints]:
    """Points by reason, for each need and the offer that stands beside it."""
    alike = need.meanings.alike_in_pairs(offer.meanings)
    known = (need.country == offer.country) & (need.country > 0)
    return {
        "covers-the-need": np.full_like(alike, COVERS),
        "alike-in-words": np.maximum(alike - UNRELATED, 0) * ALIKE // (100 - UNRELATED),
        "same-sector": (need.sector == offer.sector) * SAME_SECTOR,
        "complementary-kind": (need.kind != offer.kind) * OTHER_KIND,
        "same-country": known * SAME_COUNTRY,
    }


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """All needs and all offers of a round, and the organisations that their numbers mean."""

    need: Side
    offer: Side
    organisations: tuple[OrganisationId, ...]

    @classmethod
    def of(cls, needs: tuple[Sequence[Wanted], Meanings], offers: tuple[Sequence[Wanted], Meanings]) -> Self:
        """The same numbers on both sides."""
        every = (*needs[0], *offers[0])
        names = tuple(sorted({each.party.organisation_id for each in every}))
        numbers = {
            "org": _in_order(names),
            "sector": _in_order(sorted({each.sheet.sector for each in every})),
            "kind": _in_order(OrganisationKind),
            "country": _in_order(sorted({"", *(each.party.country or "" for each in every)})),
            "resource": _in_order(Resource),
        }
        return cls(Side.of(*needs, numbers), Side.of(*offers, numbers), names)

    def apart(self, pairs: Iterable[frozenset[OrganisationId]]) -> Ints:
        """Pairs of organisations as numbers, a row each; those that nothing is known of are left out."""
        number = _in_order(self.organisations)
        known = (sorted(number[name] for name in pair if name in number) for pair in pairs)
        return np.array([pair for pair in known if len(pair) == 2], np.int64).reshape(-1, 2)


def _in_order(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def reasons_of(need: Side, offer: Side) -> list[tuple[Reason, ...]]:
    """For each need and the offer beside it the parts that add up to what the two are worth."""
    table = {code: column.tolist() for code, column in parts(need, offer).items()}
    return [
        tuple(_reason(code, column[row], one, other) for code, column in table.items() if column[row])
        for row, (one, other) in enumerate(zip(need.wanted, offer.wanted, strict=True))
    ]


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
