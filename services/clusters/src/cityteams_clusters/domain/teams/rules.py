"""The hard rules of a round: values, what contradicts itself in them, and what each forbids."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cityteams_contracts.values import OrganisationId, SectorCode, WorksheetId

SMALLEST, LARGEST = 2, 8
MOST_TEAMS = 50
"""No organisation is in more teams at once, whatever the round allows."""

Pair = frozenset[OrganisationId]


@dataclass(frozen=True, slots=True, order=True)
class Pin:
    """The secretariat has set that this worksheet is in the team of that lead, if the team can be formed."""

    lead: WorksheetId
    member: WorksheetId


@dataclass(frozen=True, slots=True)
class FormationRules:
    """What no team may break. Sizes count organisations, the lead among them; `apart` and `declined` hold pairs."""

    smallest: int = 3
    largest: int = 8
    capacity: int = 1
    """In how many teams an organisation may be at once, unless `capacities` says otherwise for it."""
    capacities: dict[OrganisationId, int] = field(default_factory=dict)
    pins: frozenset[Pin] = frozenset()
    apart: frozenset[Pair] = frozenset()
    """Never in the same team, whoever leads it."""
    declined: frozenset[Pair] = frozenset()
    """One said no to a team of the other: neither is put into a team that the other leads again."""
    closed: frozenset[WorksheetId] = frozenset()
    """Worksheets that take no part, such as those whose team has agreed already."""
    sectors: frozenset[SectorCode] = frozenset()
    """The taxonomy of the round; a sector outside it earns no points. Empty: every sector counts."""
    shares: dict[SectorCode, int] = field(default_factory=dict)
    """How many teams of a sector earn the balance points. Empty: the same share for every sector of the leads."""

    def parted_from(self, organisation: OrganisationId) -> set[OrganisationId]:
        """Whom no team that it leads may hold, and who may not hold it."""
        pairs = (pair for pair in self.apart | self.declined if organisation in pair)
        return {other for pair in pairs for other in pair if other != organisation}

    def capacity_of(self, organisation_id: OrganisationId) -> int:
        """In how many teams this organisation may be at once."""
        return self.capacities.get(organisation_id, self.capacity)

    def spelled(self) -> dict[str, Any]:
        """All values as JSON knows them, in one order."""
        return {
            "smallest": self.smallest,
            "largest": self.largest,
            "capacity": self.capacity,
            "capacities": dict(sorted(self.capacities.items())),
            "pins": sorted([pin.lead, pin.member] for pin in self.pins),
            "apart": sorted(sorted(pair) for pair in self.apart),
            "declined": sorted(sorted(pair) for pair in self.declined),
            "closed": sorted(self.closed),
            "sectors": sorted(self.sectors),
            "shares": dict(sorted(self.shares.items())),
        }


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Two rules that cannot both hold, or one that nothing can fulfil: the field, and a sentence with the remedy."""

    field: str
    text: str


class ContradictoryRulesError(ValueError):
    """The rules refuse themselves; `found` names every contradiction."""

    def __init__(self, found: tuple[Contradiction, ...]) -> None:
        self.found = found
        super().__init__(" ".join(f"rules.{one.field}: {one.text}" for one in found))


def contradictions(rules: FormationRules) -> tuple[Contradiction, ...]:
    """Everything in the rules that cannot hold whatever the pool."""
    return tuple(sorted({*_sizes(rules), *_capacities(rules), *_pairs(rules), *_pins(rules), *_shares(rules)}))


def _sizes(rules: FormationRules) -> Iterator[Contradiction]:
    if not rules.smallest >= SMALLEST:
        yield Contradiction(
            "smallest", f"a team has at least {SMALLEST} organisations, not {rules.smallest}; raise it."
        )
    if rules.largest > LARGEST:
        yield Contradiction("largest", f"a team has at most {LARGEST} organisations, not {rules.largest}; lower it.")
    if rules.smallest > rules.largest:
        text = f"no team has at least {rules.smallest} and at most {rules.largest} organisations; exchange the two."
        yield Contradiction("smallest", text)


def _capacities(rules: FormationRules) -> Iterator[Contradiction]:
    if not 0 <= rules.capacity <= MOST_TEAMS:
        yield Contradiction("capacity", f"{rules.capacity} is not from 0 to {MOST_TEAMS}.")
    for organisation, capacity in rules.capacities.items():
        if not 0 <= capacity <= MOST_TEAMS:
            yield Contradiction("capacities", f"{capacity} for {organisation} is not from 0 to {MOST_TEAMS}.")


def _pairs(rules: FormationRules) -> Iterator[Contradiction]:
    for name, pairs in (("apart", rules.apart), ("declined", rules.declined)):
        for pair in pairs:
            if len(pair) != 2:
                yield Contradiction(name, f"a pair is two organisations, not {', '.join(sorted(pair)) or 'none'}.")


def _pins(rules: FormationRules) -> Iterator[Contradiction]:
    leads = Counter(pin.lead for pin in rules.pins)
    for pin in rules.pins:
        if pin.lead == pin.member:
            yield Contradiction("pins", f"{pin.lead} is pinned to itself; remove the pin.")
        if pin.member in leads:
            yield Contradiction("pins", f"{pin.member} is pinned as a member and as a lead; remove one of the pins.")
        for worksheet in {pin.lead, pin.member} & rules.closed:
            yield Contradiction("pins", f"{worksheet} is closed and pinned; open it or remove the pin.")
    for lead, count in leads.items():
        if count + 1 > rules.largest:
            text = f"{count} worksheets are pinned to {lead}, and a team has at most {rules.largest} organisations."
            yield Contradiction("pins", text)


def _shares(rules: FormationRules) -> Iterator[Contradiction]:
    for sector, share in rules.shares.items():
        if share < 0:
            yield Contradiction("shares", f"{share} teams of {sector} cannot be; give 0 or more.")
        if rules.sectors and sector not in rules.sectors:
            yield Contradiction("shares", f"{sector} is no sector of the round; remove it or add it to the sectors.")
