"""The tables of formation."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_clusters.domain.forming.proposals import ProposalState
from cityteams_clusters.domain.forming.runs import RunState
from cityteams_clusters.tables.base import metadata
from cityteams_contracts.clusters import (
    DeclinedPair,
    FormationRunCompleted,
    FormationRunStarted,
    TeamProposed,
    WhyNotAsked,
)
from cityteams_contracts.registration import FormationSection
from cityteams_contracts.values import Participant, Resource

forming_rounds = sa.Table(
    "forming_rounds",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("sectors", Json(tuple[str, ...]), nullable=False),
    sa.Column("rules", Json(FormationSection), nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
)

pool_changes = sa.Table(
    "pool_changes",
    metadata,
    sa.Column("change_id", sa.String(64), primary_key=True),
    sa.Column("worksheet_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False),
    sa.Column("organisation", Json(Participant | None), nullable=True),
    sa.Column("needs", Json(tuple[Resource, ...]), nullable=False),
    sa.Column("offers", Json(tuple[Resource, ...]), nullable=False),
    sa.Column("officials", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("ix_pool_changes_worksheet", "worksheet_id", "at"),
)

formation_runs = sa.Table(
    "formation_runs",
    metadata,
    sa.Column("run_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False, index=True),
    sa.Column("state", Word(RunState), nullable=False, index=True),
    sa.Column("started_at", Instant(), nullable=False),
    sa.Column("asked", Json(FormationRunStarted), nullable=False),
    sa.Column("done", Json(FormationRunCompleted | None), nullable=True),
)

formation_proposals = sa.Table(
    "formation_proposals",
    metadata,
    sa.Column("proposal_id", sa.String(64), primary_key=True),
    sa.Column("run_id", sa.String(64), nullable=False, index=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("state", Word(ProposalState), nullable=False),
    sa.Column("team", Json(TeamProposed), nullable=False),
    sa.Column("declined", Json(tuple[DeclinedPair, ...]), nullable=False),
    sa.Index("ix_formation_proposals_state", "round_id", "state"),
)

formation_questions = sa.Table(
    "formation_questions",
    metadata,
    sa.Column("question_id", sa.String(64), primary_key=True),
    sa.Column("asked", Json(WhyNotAsked), nullable=False),
    sa.Column("answered", sa.Boolean, nullable=False, index=True),
)
