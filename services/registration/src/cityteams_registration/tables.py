"""The tables of registration."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word, chassis_tables
from cityteams_contracts.registration import ProgrammeRole, Project
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

contacts = sa.Table(  # private: outside the fold, sealed, and the only place of a mail address
    "contacts",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("mail_index", sa.String(64), nullable=False, unique=True),
    sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
