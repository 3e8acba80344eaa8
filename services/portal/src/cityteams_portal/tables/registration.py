"""Tables of what registration said: worksheets with their versions and history, the register, rounds."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.registration import Membership, Place, Project, Round
from cityteams_contracts.values import OrganisationKind
from cityteams_portal.domain.consents import Agreed
from cityteams_portal.domain.history import Entry
from cityteams_portal.domain.organisation import Named, QuestionState
from cityteams_portal.domain.season import Extension
from cityteams_portal.domain.worksheet import Standing, WorksheetState
from cityteams_portal.tables.base import metadata

worksheets = sa.Table(
    "worksheets",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("language", sa.String(35), nullable=False),
    sa.Column("state", Word(WorksheetState), nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("since", Instant(), nullable=False),
    sa.Column("seen", sa.String(64), nullable=False),
    sa.Column("part_id", sa.String(64)),
    sa.Column("receipt_number", sa.String(64)),
    sa.Column("receipt_sha256", sa.String(64)),
    sa.Column("submitted_at", Instant()),
    sa.Column("decided_at", Instant()),
    sa.Column("reviewer", sa.String(64)),
    sa.Column("due_at", Instant()),
    sa.Column("fields", Json(tuple[str, ...]), nullable=False),
    sa.Column("changed", Json(tuple[str, ...]), nullable=False),
    sa.Column("review_part", sa.String(64)),
    sa.Column("reopened_until", Instant()),
    sa.Column("rounds", Json(tuple[Standing, ...]), nullable=False),
    sa.Column("project", Json(Project), nullable=False),
    sa.Index("worksheets_by_state", "sector", "state"),
    sa.Index("worksheets_by_age", "state", "since", "worksheet_id"),
    sa.Index("worksheets_by_title", "state", "title", "worksheet_id"),
    sa.Index("worksheets_facts", "worksheet_id", "state", "sector", "since", "title", "due_at", "reviewer"),
    sa.Index("worksheets_all_by_age", "since", "worksheet_id"),
    sa.Index("worksheets_all_by_title", "title", "worksheet_id"),
)
words = sa.Table(
    "worksheet_words",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("public_words", sa.Text, nullable=False),
    sa.Column("programme_words", sa.Text, nullable=False),
    sa.Column("marks", sa.Text, nullable=False),
)
versions = sa.Table(
    "worksheet_versions",
    metadata,
    sa.Column("version_id", sa.String(64), primary_key=True),
    sa.Column("worksheet_id", sa.String(64), nullable=False, index=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("changed", Json(tuple[str, ...]), nullable=False),
    sa.Column("part_id", sa.String(64)),
    sa.Column("receipt_number", sa.String(64), index=True),
    sa.Column("receipt_sha256", sa.String(64)),
    sa.Column("project", Json(Project), nullable=False),
)
histories = sa.Table(
    "histories",
    metadata,
    sa.Column("about", sa.String(80), primary_key=True),
    sa.Column("entries", Json(tuple[Entry, ...]), nullable=False),
    sa.Column("facts", Json(dict[str, str] | None)),
)
organisations = sa.Table(
    "organisations",
    metadata,
    sa.Column("organisation_id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sought", sa.Text, nullable=False),
    sa.Column("kind", Word(OrganisationKind), nullable=False),
    sa.Column("country", sa.String(2)),
    sa.Column("city", sa.Text),
    sa.Column("website", sa.Text),
    sa.Column("place", Json(Place)),
    sa.Column("registered_at", Instant(), nullable=False),
    sa.Column("seen", sa.String(64), nullable=False),
    sa.Column("membership", Word(Membership)),
    sa.Column("merged_into", sa.String(64), index=True),
    sa.Column("people", Json(tuple[Named, ...]), nullable=False),
    sa.Index("organisations_by_name", "sought", "organisation_id"),
)
questions = sa.Table(
    "duplicate_questions",
    metadata,
    sa.Column("question_id", sa.String(130), primary_key=True),
    sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
    sa.Column("other_id", sa.String(64), nullable=False, index=True),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("reasons", Json(tuple[str, ...]), nullable=False),
    sa.Column("state", Word(QuestionState), nullable=False, index=True),
    sa.Column("asked_at", Instant(), nullable=False),
    sa.Column("answered_at", Instant()),
    sa.Column("answered_by", sa.String(64)),
)
rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("opened_at", Instant(), nullable=False),
    sa.Column("revised_at", Instant()),
    sa.Column("closed_at", Instant()),
    sa.Column("extensions", Json(tuple[Extension, ...]), nullable=False),
    sa.Column("round", Json(Round), nullable=False),
)
consents = sa.Table(
    "consents",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("agreed", Json(tuple[Agreed, ...]), nullable=False),
)
