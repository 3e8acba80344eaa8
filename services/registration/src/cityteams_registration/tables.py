"""The tables of registration."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word, chassis_tables
from cityteams_contracts.registration import ProgrammeRole, Project, Receipt, Round
from cityteams_registration.desk.tables import private_tables
from cityteams_registration.domain.participation import Stage
from cityteams_registration.domain.people.person import Consent
from cityteams_registration.domain.worksheet import WorksheetState
from cityteams_registration.register.tables import register_tables

metadata = sa.MetaData()
chassis_tables(metadata)

rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("round", Json(Round), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("opened_at", Instant(), nullable=False),
    sa.Column("closed_at", Instant()),
    sa.Column("extensions", Json(dict[str, datetime]), nullable=False),
)

worksheets = sa.Table(
    "worksheets",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("first_round_id", sa.String(64), nullable=False),
    sa.Column("state", Word(WorksheetState), nullable=False),
    sa.Column("project", Json(Project), nullable=False),
    sa.Column("submitted_at", Instant(), nullable=False),
    sa.Column("since", Instant(), nullable=False),
    sa.Column("seen", sa.String(64), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("part_id", sa.String(64)),
    sa.Column("receipt", Json(Receipt)),
    sa.Column("reviewer", sa.String(64)),
    sa.Column("returned_fields", Json(tuple[str, ...]), nullable=False),
    sa.Column("due_at", Instant()),
    sa.Column("reopened_fields", Json(tuple[str, ...]), nullable=False),
    sa.Column("reopened_until", Instant()),
    sa.Index("worksheets_by_round", "round_id", "state"),
)

participations = sa.Table(  # accepted worksheets in later rounds
    "participations",
    metadata,
    sa.Column("participation_id", sa.String(129), primary_key=True),
    sa.Column("worksheet_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("stage", Word(Stage), nullable=False),
    sa.Column("questions", Json(tuple[str, ...]), nullable=False),
    sa.Column("due_at", Instant()),
    sa.Column("asked_at", Instant()),
    sa.Column("confirmed_at", Instant()),
    sa.Column("given_at", Instant()),
    sa.Column("answers", sa.Integer, nullable=False),
    sa.Column("part_id", sa.String(64)),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("event_id", sa.String(64), primary_key=True),
    sa.Column("worksheet_id", sa.String(64), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Column("from_state", Word(WorksheetState)),
    sa.Column("to_state", Word(WorksheetState), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("fields", Json(tuple[str, ...]), nullable=False),
    sa.Index("audit_by_worksheet", "worksheet_id", "number"),
)

roles = sa.Table(
    "roles",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("roles", Json(tuple[ProgrammeRole, ...]), nullable=False),
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("confirmed_at", Instant()),
    sa.Column("erased_at", Instant()),
    sa.Column("consents", Json(tuple[Consent, ...]), nullable=False),
)

register = register_tables(metadata)
private = private_tables(metadata)  # outside the fold, sealed, and the only place of a mail address
