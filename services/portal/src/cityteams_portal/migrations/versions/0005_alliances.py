"""The portal's copy of alliances."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "alliances",
        sa.Column("super_cluster_id", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("thematic", sa.Boolean, nullable=False),
        sa.Column("round_id", sa.String(64)),
        sa.Column("sector", sa.String(64)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("sought", sa.Text, nullable=False),
        sa.Column("formerly", sa.Text, nullable=False),
        sa.Column("chairs", sa.Text, nullable=False),
        sa.Column("entities", sa.Text, nullable=False),
        sa.Column("applicants", sa.Text, nullable=False),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("blueprints", sa.Text, nullable=False),
        sa.Column("promoted_from", sa.String(64)),
        sa.Column("merged_into", sa.String(64)),
    )
