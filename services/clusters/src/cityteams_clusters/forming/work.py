"""What the computing process is asked for, and what it keeps in mind between two requests."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cityteams_clusters.domain.forming.pool import PoolChange
from cityteams_clusters.domain.forming.proposals import KeptProposal
from cityteams_clusters.domain.teams.progress import Tell
from cityteams_contracts import Event
from cityteams_contracts.clusters import FormationRunStarted, WhyNotAsked

if TYPE_CHECKING:
    from cityteams_clusters.domain.forming.follower import Follower
    from cityteams_clusters.domain.teams.pool import Pool


@dataclass(frozen=True, slots=True)
class RunAsked:
    """A whole run over these worksheets."""

    run: FormationRunStarted
    pool: tuple[PoolChange, ...]


@dataclass(frozen=True, slots=True)
class FollowAsked:
    """What a finished run says since the worksheets are these and its proposals stand like this."""

    run: FormationRunStarted
    pool: tuple[PoolChange, ...]
    proposals: tuple[KeptProposal, ...]


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why somebody is not in a team of a run over these worksheets."""

    question: WhyNotAsked
    run: FormationRunStarted
    pool: tuple[PoolChange, ...]
    proposals: tuple[KeptProposal, ...]


Asked = RunAsked | FollowAsked | WhyAsked


class Workshop:
    """Answers requests; remembers the run that is followed and the pool that is asked about, one of each.

    What computes is imported by the first request: the service itself, which only asks, need not hold its libraries.
    """

    def __init__(self) -> None:
        self._following: tuple[str, Follower] | None = None
        self._asked_about: tuple[str, Pool] | None = None

    def answer(self, asked: Asked, tell: Tell) -> list[Event]:
        """The events that say the answer."""
        from cityteams_clusters.domain.forming.computing import events_of_run  # noqa: PLC0415 - heavy solvers

        if isinstance(asked, RunAsked):
            return events_of_run(asked.run, asked.pool, tell)
        if isinstance(asked, FollowAsked):
            return self._follow(asked)
        return [self._why(asked)]

    def _follow(self, asked: FollowAsked) -> list[Event]:
        from cityteams_clusters.domain.forming.follower import Follower  # noqa: PLC0415 - heavy solvers

        if self._following is None or self._following[0] != asked.run.run_id:
            self._following = None  # the old engine is gone before the new one needs its room
            self._following = asked.run.run_id, Follower(asked.run, asked.pool, asked.proposals)
        return self._following[1].follow(asked.pool, asked.proposals)

    def _why(self, asked: WhyAsked) -> Event:
        from cityteams_clusters.domain.forming.computing import answer_of, pool_of  # noqa: PLC0415 - heavy solvers

        if self._asked_about is None or self._asked_about[0] != asked.run.run_id:
            self._asked_about = asked.run.run_id, pool_of(asked.pool, asked.run)
        return answer_of(asked.question, asked.run, self._asked_about[1], asked.proposals)
