"""Reads of formation."""

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_portal.domain.formation import Comparison, FormationRun, Proposal, Question, compared
from cityteams_portal.tables import formation as tables

RUNS = Shelf(tables.formation_runs, FormationRun)
PROPOSALS = Shelf(tables.formation_proposals, Proposal)
QUESTIONS = Shelf(tables.formation_questions, Question)
MOST_RUNS = 100


def runs(tx: Tx) -> list[FormationRun]:
    """The runs, the latest first."""
    return tx.find(RUNS, order_by=tables.formation_runs.c.started_at.desc(), limit=MOST_RUNS)


def proposals(tx: Tx, run_id: str, limit: int, after: int = 0) -> list[Proposal]:
    """Proposals of a run from a place on, the best first."""
    c = tables.formation_proposals.c
    query = PROPOSALS.every.where(c.run_id == run_id).order_by(c.score.desc(), c.proposal_id)
    return [PROPOSALS.value(row) for row in tx.rows(query.limit(limit).offset(after))]


def questions_about(tx: Tx, run_id: str, lead: str) -> list[Question]:
    """What was asked about the team of a lead."""
    c = tables.formation_questions.c
    return tx.find(QUESTIONS, c.run_id == run_id, c.lead == lead)


def comparison(tx: Tx, before: str, after: str) -> Comparison | None:
    """Two runs beside each other; None when one is unknown or has no result."""
    one, other = tx.get(RUNS, before), tx.get(RUNS, after)
    if one is None or other is None:
        return None
    c = tables.formation_proposals.c
    earlier, later = (tx.find(PROPOSALS, c.run_id == run.run_id) for run in (one, other))
    return compared(one, other, earlier, later)


def count_of(tx: Tx, run_id: str) -> int:
    """How many proposals a run has."""
    c = tables.formation_proposals.c
    return int(
        tx.rows(sa.select(sa.func.count()).select_from(tables.formation_proposals).where(c.run_id == run_id))[0][0]
    )
