"""The tables of planning, and what a gathering and a release hold beside what they held."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LISTS = ("pauses", "tracks", "booths", "deadlines")
_NEW = (
    "absences",
    "wishes",
    "travel_requests",
    "booth_requests",
    "merged_organisations",
    "aliases",
    "repairs",
    "solvings",
    "old_releases",
    "plans",
    "sessions",
)


def upgrade() -> None:
    """New columns have the value that older events mean."""
    op.add_column("gatherings", sa.Column("link", sa.Text, nullable=True))
    for name in _LISTS:
        op.add_column("gatherings", sa.Column(name, sa.Text, nullable=False, server_default="[]"))
    op.add_column("gatherings", sa.Column("travel_supports", sa.Integer, nullable=False, server_default="0"))
    for name in ("planned", "cancelled"):
        op.add_column("gatherings", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("releases", sa.Column("sessions", sa.Text, nullable=False, server_default="[]"))
    _agendas()
    _runs()
    _requests()
    _people()


def _agendas() -> None:
    op.create_table(
        "sessions",
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
    )
    op.create_index("ix_sessions_gathering_id", "sessions", ["gathering_id"])
    op.create_table(
        "plans",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("places", "rules", "away", "lost", "delays")),
    )
    op.create_table(
        "old_releases",
        sa.Column("release_key", sa.String(80), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("sessions", sa.Text, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "solvings",
        sa.Column("solving_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("seeds", sa.Integer, nullable=False),
        sa.Column("effort", sa.Integer, nullable=False),
        sa.Column("keep", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
        sa.Column("done", sa.Double, nullable=False),
        sa.Column("weight", sa.BigInteger, nullable=True),
        sa.Column("stop_asked", sa.Boolean, nullable=False),
    )
    op.create_index("ix_solvings_gathering_id", "solvings", ["gathering_id"])
    op.create_index("ix_solvings_state", "solvings", ["state"])
    op.create_table(
        "repairs",
        sa.Column("repair_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("moves", sa.Text, nullable=False),
    )
    op.create_index("ix_repairs_state", "repairs", ["state"])


def _requests() -> None:
    for name, key, other in (("aliases", "person_id", "same_as"), ("merged_organisations", "organisation_id", "into")):
        op.create_table(
            name, sa.Column(key, sa.String(64), primary_key=True), sa.Column(other, sa.String(64), nullable=False)
        )
    op.create_table(
        "booth_requests",
        sa.Column("request_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=True),
        sa.Column("organisation_id", sa.String(64), nullable=True),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=True) for name in ("wish", "pavilion")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=True),
    )
    op.create_index("ix_booth_requests_gathering_id", "booth_requests", ["gathering_id"])
    op.create_table(
        "travel_requests",
        sa.Column("request_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("cluster", sa.Text, nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_index("ix_travel_requests_gathering_id", "travel_requests", ["gathering_id"])


def _people() -> None:
    for name, key, other in (("wishes", "wish_key", "sessions"), ("absences", "absence_key", "away")):
        op.create_table(
            name,
            sa.Column(key, sa.String(130), primary_key=True),
            sa.Column("gathering_id", sa.String(64), nullable=False),
            sa.Column(other, sa.Text, nullable=False),
        )
        op.create_index(f"ix_{name}_gathering_id", name, ["gathering_id"])


def downgrade() -> None:
    """Back to gatherings without sessions."""
    for name in _NEW:
        op.drop_table(name)
    op.drop_column("releases", "sessions")
    for name in ("cancelled", "planned", "travel_supports", *_LISTS, "link"):
        op.drop_column("gatherings", name)
