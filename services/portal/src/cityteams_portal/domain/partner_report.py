"""The personal report: my matches, my introductions, my peers, and my projects beside similar ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityteams_portal.domain.comparison import Line
from cityteams_portal.domain.partners import Introduction, PartnerList, PartnerRun, TextHint
from cityteams_portal.domain.worksheet import Worksheet


@dataclass(frozen=True)
class Mine:
    """A worksheet that one leads, what its words suggest, and the projects near it."""

    worksheet: Worksheet
    hint: TextHint | None
    lines: Sequence[Line]


@dataclass(frozen=True)
class Report:
    """Everything that the personal report says."""

    lists: dict[str, PartnerList]
    names: dict[str, str]
    introductions: Sequence[Introduction]
    worksheets: Sequence[Mine]
    run: PartnerRun | None
