"""One's own project beside similar ones: counts, and the middle of the others. Nothing is ranked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from cityteams_contracts.registration import Project, ProjectStatus
from cityteams_contracts.values import OrganisationKind

STAGES = tuple(ProjectStatus)
Counter = Callable[[Project], float | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted: mine, and the middle of the `others` that say something about it."""

    name: str
    mine: float | None
    middle: float | None
    others: int


def compared(mine: Project, others: Sequence[Project]) -> tuple[Line, ...]:
    """The lines of the table; a project that says nothing about a line does not count in it."""
    return tuple(_line(name, mine, others, count) for name, count in _COUNTS.items())


def _line(name: str, mine: Project, others: Sequence[Project], count: Counter) -> Line:
    known = [value for each in others if (value := count(each)) is not None]
    return Line(name, count(mine), median(known) if known else None, len(known))


def _stage(project: Project) -> float | None:
    return STAGES.index(project.status) + 1 if project.status else None


_COUNTS: Mapping[str, Counter] = {
    "Organisations that take part": lambda project: len(project.participants),
    "Municipalities": lambda project: sum(each.kind is OrganisationKind.MUNICIPALITY for each in project.participants),
    "Countries": lambda project: len({each.country for each in project.participants if each.country}) or None,
    "Named city officials": lambda project: len(project.officials),
    "Needs": lambda project: len(project.needs),
    "Offers": lambda project: len(project.offers),
    "Performance targets": lambda project: len(project.targets),
    "Targets with a known baseline": lambda project: sum(each.baseline is not None for each in project.targets),
    "Stage, 1 (concept) to 8 (implemented)": _stage,
}
