"""The tables of life: stages, roles and names of clusters, what comes due, and what the register says."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LISTS = (
    "officials", "applicants", "joined", "left", "formerly", "own_officials", "affiliations", "affiliations_asked",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("clusters", sa.Column("stage", sa.Text, nullable=False, server_default="listed"))
    for name in _LISTS:
        op.add_column("clusters", sa.Column(name, sa.Text, nullable=False, server_default="[]"))
    for name in ("roles", "speakers"):
        op.add_column("clusters", sa.Column(name, sa.Text, nullable=False, server_default="{}"))
    for name in ("own_title", "own_lead"):
        op.add_column("clusters", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    for name in ("merged_into", "split_from"):
        op.add_column("clusters", sa.Column(name, sa.String(64), nullable=True))
    op.execute(
        "UPDATE clusters SET affiliations = '[\"' || super_cluster_id || '\"]' WHERE super_cluster_id IS NOT NULL"
    )
    op.create_table(
        "deadlines",
        sa.Column("invitation_id", sa.String(64), primary_key=True),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
    )
    op.create_index("ix_deadlines_at", "deadlines", ["at"])
    op.create_table(
        "organisations",
        sa.Column("organisation_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.String(2), nullable=True),
        sa.Column("city", sa.Text, nullable=True),
        sa.Column("merged_into", sa.String(64), nullable=True),
    )
    op.create_table("forgotten", sa.Column("person_id", sa.String(64), primary_key=True))
    op.create_table(
        "standings",
        sa.Column("standing_id", sa.String(200), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
    )
    op.create_index("ix_standings_organisation_id", "standings", ["organisation_id"])


def downgrade() -> None:
    op.drop_table("standings")
    op.drop_table("forgotten")
    op.drop_table("organisations")
    op.drop_table("deadlines")
    for name in ("stage", *_LISTS, "roles", "speakers", "own_title", "own_lead", "merged_into", "split_from"):
        op.drop_column("clusters", name)
