"""The portal's copy of life."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("invitations", sa.Column("expires_at", sa.Text))
    op.create_table(
        "cluster_lives",
        sa.Column("cluster_id", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("worksheet_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("members", sa.Text, nullable=False),
        sa.Column("missing", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("sought", sa.Text, nullable=False),
        sa.Column("formerly", sa.Text, nullable=False),
        sa.Column("open_invitations", sa.Text, nullable=False),
        sa.Column("applicants", sa.Text, nullable=False),
        sa.Column("speakers", sa.Text, nullable=False),
        sa.Column("affiliations", sa.Text, nullable=False),
        sa.Column("affiliations_asked", sa.Text, nullable=False),
        sa.Column("lead_lost", sa.Boolean, nullable=False),
        sa.Column("split_from", sa.String(64)),
        sa.Column("merged_into", sa.String(64)),
    )
    op.create_table(
        "happened",
        sa.Column("event_id", sa.String(64), primary_key=True),
        sa.Column("about", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "asked_people",
        sa.Column("invitation_id", sa.String(64), primary_key=True),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text),
    )
    op.create_index("happened_in_order", "happened", ["about", "number"])
    op.create_index("ix_asked_people_person_id", "asked_people", ["person_id"])
