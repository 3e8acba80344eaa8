"""Where runs, proposals and the pool through time are kept, and how they are found again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.forming.pool import PoolChange
from cityteams_clusters.domain.forming.proposals import KeptProposal, ProposalState
from cityteams_clusters.domain.forming.runs import FormationRun, FormingRound, Past, RunState
from cityteams_clusters.store.shelves import CLUSTERS
from cityteams_clusters.tables import clusters
from cityteams_clusters.tables import formation as tables
from cityteams_contracts.clusters import WhyNotAsked
from cityteams_contracts.registration import KeptApart
from cityteams_contracts.values import RoundId


@dataclass(frozen=True, slots=True)
class Question:
    """Why somebody is not in a team, and whether that was answered."""

    question_id: str
    asked: WhyNotAsked
    answered: bool = False


AlreadySaidError = sa.exc.IntegrityError
"""What is to be said was said before under the same id."""
FORMING_ROUNDS = Shelf(tables.forming_rounds, FormingRound)
POOL_CHANGES = Shelf(tables.pool_changes, PoolChange)
RUNS = Shelf(tables.formation_runs, FormationRun)
PROPOSALS = Shelf(tables.formation_proposals, KeptProposal)
FORMATION_QUESTIONS = Shelf(tables.formation_questions, Question)

_CHANGES, _KEPT = tables.pool_changes.c, tables.formation_proposals.c


def pool_at(tx: Tx, round_id: RoundId, at: datetime) -> tuple[PoolChange, ...]:
    """The accepted worksheets of a round as they were at a moment, by their ids."""
    last = (
        sa.select(_CHANGES.worksheet_id, sa.func.max(_CHANGES.at).label("at"))
        .where(_CHANGES.at <= at)
        .group_by(_CHANGES.worksheet_id)
        .subquery()
    )
    same = (_CHANGES.worksheet_id == last.c.worksheet_id) & (_CHANGES.at == last.c.at)
    query = POOL_CHANGES.every.join(last, same).order_by(_CHANGES.worksheet_id, _CHANGES.change_id)
    found = {change.worksheet_id: change for change in map(POOL_CHANGES.value, tx.rows(query))}
    return tuple(each for each in found.values() if each.organisation and each.round_id == round_id)


def marks_of_pool(tx: Tx) -> tuple[int, str]:
    """What differs whenever a worksheet came, changed or went."""
    query: Any = sa.select(sa.func.count(), sa.func.max(_CHANGES.at))
    found: Any = tx.rows(query)[0]
    return found[0], str(found[1])


def changed_since(tx: Tx, at: datetime) -> bool:
    """Whether a worksheet came, changed or went after a moment."""
    return bool(tx.find(POOL_CHANGES, _CHANGES.at > at, limit=1))


def runs_of(tx: Tx, round_id: RoundId) -> list[FormationRun]:
    """The runs of a round, the earliest first."""
    c = tables.formation_runs.c
    return tx.find(RUNS, c.round_id == round_id, order_by=c.started_at)


def running(tx: Tx) -> list[FormationRun]:
    """The runs that wait for a result, the earliest first."""
    c = tables.formation_runs.c
    return tx.find(RUNS, c.state == RunState.RUNNING, order_by=c.started_at)


def latest_completed(tx: Tx) -> list[FormationRun]:
    """The last finished run of every round, by round."""
    c = tables.formation_runs.c
    found = tx.find(RUNS, c.state == RunState.COMPLETED, order_by=c.started_at)
    return [{run.round_id: run for run in found}[name] for name in sorted({run.round_id for run in found})]


def proposals_of(tx: Tx, run_id: str) -> list[KeptProposal]:
    """All proposals of a run, whatever became of them."""
    return tx.find(PROPOSALS, _KEPT.run_id == run_id)


def past_of(tx: Tx, round_id: RoundId) -> Past:
    """What was adopted and declined in a round so far."""
    once_declined = _KEPT.declined.cast(sa.Text) != "[]"
    decided = tx.find(PROPOSALS, _KEPT.round_id == round_id, (_KEPT.state == ProposalState.ADOPTED) | once_declined)
    asked = clusters.c.invitations.cast(sa.Text).like('%"accepted":false%')
    refusing = tx.find(CLUSTERS, clusters.c.round_id == round_id, asked)
    return Past(decided, tuple(pair for each in refusing for pair in _refusals(each)))


def _refusals(cluster: Cluster) -> list[KeptApart]:
    own = cluster.members[0].organisation_id if cluster.members else ""
    said_no = (one.organisation.organisation_id for one in cluster.invitations if one.accepted is False)
    return [KeptApart(one=own, other=other) for other in said_no if own and other != own]


def open_questions(tx: Tx) -> list[Question]:
    """Questions that wait for an answer."""
    return tx.find(FORMATION_QUESTIONS, tables.formation_questions.c.answered.is_(False))
