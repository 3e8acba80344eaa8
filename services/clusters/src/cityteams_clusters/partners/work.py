"""What the process that works out partners is asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cityteams_clusters.domain.partners.run import OpenRun, PartnerList
from cityteams_clusters.domain.teams.progress import Tell
from cityteams_contracts import Event

if TYPE_CHECKING:
    from cityteams_clusters.domain.partners.matching import Pool


@dataclass(frozen=True, slots=True)
class MatchingAsked:
    """A whole run over these worksheets, and what organisations were told before it."""

    run: OpenRun
    pool: "Pool"
    before: tuple[PartnerList, ...]
    now: datetime


class Matchmaker:
    """Works out runs; remembers nothing."""

    def answer(self, asked: MatchingAsked, tell: Tell) -> list[Event]:  # noqa: ARG002 - a run has no steps to tell
        """The lists that are new and, at the end, the run."""
        from cityteams_clusters.domain.partners.matching import decide_matching  # noqa: PLC0415 - a heavy solver

        return decide_matching(asked.run, asked.pool, asked.before, asked.now)
