"""The figures on the front page, made from counted groups; nothing is ever counted up in a store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cityteams_contracts.values import Sector, SectorCode

STATES: Mapping[str, tuple[str, ...]] = {
    "worksheets": ("submitted", "in_review", "returned", "resubmitted", "accepted", "declined", "withdrawn"),
    "clusters": ("forming", "listed", "dissolved"),
    "super_clusters": (),
    "invitations": ("open", "accepted", "declined", "lapsed"),
    "gatherings": (),
    "slots": ("given", "refused", "cancelled"),
    "letters": ("queued", "sent", "failed"),
    "commands": ("done", "rejected"),
}
"""What is counted, and the states it may be in."""


@dataclass(frozen=True, slots=True)
class Group:
    """So many things of a kind are in a state, in a sector where they have one."""

    kind: str
    sector: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class SectorCount:
    """One bar of the picture: the worksheets of a sector and what became of them."""

    sector: SectorCode
    worksheets: int
    listed: int
    forming: int


@dataclass(frozen=True, slots=True)
class Counters:
    """All figures at one moment."""

    figures: Mapping[str, Mapping[str, int]]
    sectors: tuple[SectorCount, ...]

    def flat(self) -> dict[str, int]:
        """Every figure under one name such as `clusters.listed`."""
        return {f"{kind}.{state}": count for kind, states in self.figures.items() for state, count in states.items()}


def count(groups: Iterable[Group]) -> Counters:
    """Sums the groups; a state that nothing is in counts 0, a sector without anything is left out."""
    listed = tuple(groups)
    return Counters(
        figures={kind: _states(kind, [each for each in listed if each.kind == kind]) for kind in STATES},
        sectors=tuple(bar for sector in _in_order(listed) if (bar := _bar(sector, listed))),
    )


def _states(kind: str, groups: list[Group]) -> dict[str, int]:
    states = {state: sum(each.count for each in groups if each.state == state) for state in STATES[kind]}
    return {"total": sum(each.count for each in groups)} | states


def _in_order(groups: Iterable[Group]) -> list[SectorCode]:
    known = list(Sector)
    return [*known, *sorted({each.sector for each in groups if each.sector} - set(known))]


def _bar(sector: SectorCode, groups: tuple[Group, ...]) -> SectorCount | None:
    here = [each for each in groups if each.sector == sector]

    def of(kind: str, *states: str) -> int:
        return sum(each.count for each in here if each.kind == kind and (not states or each.state in states))

    return SectorCount(sector, of("worksheets"), of("clusters", "listed"), of("clusters", "forming")) if here else None
