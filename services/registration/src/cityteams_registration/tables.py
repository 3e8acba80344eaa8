"""The tables of registration."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word, chassis_tables
from cityteams_contracts.registration import ProgrammeRole, Project
from cityteams_registration.desk.tables import private_tables
from cityteams_registration.domain.people.person import Consent
from cityteams_registration.domain.worksheet import WorksheetState

metadata = sa.MetaData()
chassis_tables(metadata)

worksheets = sa.Table(
    "worksheets",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("state", Word(WorksheetState), nullable=False),
    sa.Column("project", Json(Project), nullable=False),
    sa.Column("submitted_at", Instant(), nullable=False),
    sa.Column("decided_at", Instant(), nullable=True),
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

private = private_tables(metadata)  # outside the fold, sealed, and the only place of a mail address
