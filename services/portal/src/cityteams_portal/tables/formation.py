"""The portal's copy of formation: runs, proposals, questions."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.clusters import (
    FormationRunCompleted,
    FormationRunStarted,
    Hindrance,
    TeamProposed,
    WhyNotAnswered,
)
from cityteams_portal.domain.formation import ProposalState, RunState
from cityteams_portal.tables.base import metadata

formation_runs = sa.Table(
    "formation_runs",
    metadata,
    sa.Column("run_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("state", Word(RunState), nullable=False),
    sa.Column("started_at", Instant(), nullable=False, index=True),
    sa.Column("asked", Json(FormationRunStarted), nullable=False),
    sa.Column("step", sa.String(20), nullable=False),
    sa.Column("percent", sa.Integer, nullable=False),
    sa.Column("done", Json(FormationRunCompleted | None), nullable=True),
    sa.Column("contradictions", Json(tuple[Hindrance, ...]), nullable=False),
)
formation_proposals = sa.Table(
    "formation_proposals",
    metadata,
    sa.Column("proposal_id", sa.String(64), primary_key=True),
    sa.Column("run_id", sa.String(64), nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("state", Word(ProposalState), nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("team", Json(TeamProposed), nullable=False),
    sa.Column("found", Json(TeamProposed | None), nullable=True),
    sa.Index("ix_formation_proposals_run", "run_id", "score"),
)
formation_questions = sa.Table(
    "formation_questions",
    metadata,
    sa.Column("question_id", sa.String(64), primary_key=True),
    sa.Column("run_id", sa.String(64), nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("other", sa.String(64), nullable=False),
    sa.Column("answer", Json(WhyNotAnswered | None), nullable=True),
    sa.Index("ix_formation_questions_lead", "run_id", "lead"),
)
