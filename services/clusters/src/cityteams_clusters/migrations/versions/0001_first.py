"""The first tables: projects, clusters and SuperClusters, beside the chassis's own."""

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
        "projects",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("participants", sa.Text, nullable=False),
        sa.Column("officials", sa.Text, nullable=False),
        sa.Column("needs", sa.Text, nullable=False),
        sa.Column("offers", sa.Text, nullable=False),
    )
    op.create_index("ix_projects_sector", "projects", ["sector"])
    op.create_table(
        "clusters",
        sa.Column("cluster_id", sa.String(64), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("members", sa.Text, nullable=False),
        sa.Column("missing", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("invitations", sa.Text, nullable=False),
        sa.Column("open_invitation", sa.String(64), nullable=True),
        sa.Column("super_cluster_id", sa.String(64), nullable=True),
    )
    op.create_index("ix_clusters_state", "clusters", ["state"])
    op.create_table(
        "super_clusters",
        sa.Column("super_cluster_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
    )
    op.create_table(
        "roles",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("roles")
    op.drop_table("super_clusters")
    op.drop_table("clusters")
    op.drop_table("projects")
