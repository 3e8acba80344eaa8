"""The private tables: who is signed in where, and who has gone to an OpenID provider and is not back yet."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json
from cityteams_contracts.registration import ProgrammeRole
from cityteams_portal.tables.base import metadata

sessions = sa.Table(  # private: outside the fold; names are sealed under tokens that only browsers hold
    "sessions",
    metadata,
    sa.Column("session_id", sa.String(64), primary_key=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("roles", Json(tuple[ProgrammeRole, ...]), nullable=False),
    sa.Column("sealed_name", sa.LargeBinary, nullable=False),
    sa.Column("browser", sa.Text, nullable=False),
    sa.Column("began_at", Instant(), nullable=False),
    sa.Column("seen_at", Instant(), nullable=False, index=True),
)
handovers = sa.Table(  # private: minutes old at most
    "handovers",
    metadata,
    sa.Column("handover_id", sa.String(64), primary_key=True),
    sa.Column("provider", sa.String(64), nullable=False),
    sa.Column("nonce", sa.Text, nullable=False),
    sa.Column("verifier", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("begun_at", Instant(), nullable=False, index=True),
)
