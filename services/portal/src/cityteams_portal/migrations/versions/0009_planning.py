"""The portal's copy of planning."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Gatherings that were announced before have a board once their events are heard again."""
    op.add_column("gatherings", sa.Column("sessions", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "boards",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("held", sa.Text, nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("cancelled", sa.Text),
        sa.Column("days_were", sa.Text, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("places", "rules", "delays", "warnings")),
        *(sa.Column(name, sa.Text) for name in ("search", "repair")),
    )
    op.create_table(
        "agenda_sessions",
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("ix_agenda_sessions_gathering_id", "agenda_sessions", ["gathering_id"])
    _releases_and_requests()


def _releases_and_requests() -> None:
    op.create_table(
        "old_releases",
        sa.Column("release_key", sa.String(80), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "rooms", "entries", "sessions")),
        sa.Column("released_at", sa.Text, nullable=False),
        sa.Column("rolled_back_to", sa.Integer),
    )
    op.create_index("ix_old_releases_gathering_id", "old_releases", ["gathering_id"])
    op.create_table(
        "planning_requests",
        sa.Column("request_id", sa.String(64), primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64)),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(64)),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("ix_planning_requests_gathering_id", "planning_requests", ["gathering_id"])
