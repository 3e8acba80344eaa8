"""The first tables: clusters, gatherings, releases and slots, beside the chassis's own."""

import sqlalchemy as sa
from alembic import op

from cityteams_chassis import create_chassis_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables(op)
    op.create_table(
        "clusters",
        sa.Column("cluster_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("listed_at", sa.Text, nullable=False),
    )
    op.create_table(
        "gatherings",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("round_id", sa.String(64), nullable=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("rooms", sa.Text, nullable=False),
        sa.Column("slot_minutes", sa.Integer, nullable=False),
    )
    op.create_table(
        "releases",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
    )
    op.create_table(
        "slots",
        sa.Column("slot_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("speaker", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("room_id", sa.String(64), nullable=True),
        sa.Column("starts", sa.Text, nullable=True),
        sa.Column("ends", sa.Text, nullable=True),
    )
    op.create_index("ix_slots_gathering_id", "slots", ["gathering_id"])
    op.create_index("ix_slots_cluster_id", "slots", ["cluster_id"])
    op.create_index("ix_slots_starts", "slots", ["starts"])
    op.create_table(
        "roles",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("roles")
    op.drop_table("slots")
    op.drop_table("releases")
    op.drop_table("gatherings")
    op.drop_table("clusters")
