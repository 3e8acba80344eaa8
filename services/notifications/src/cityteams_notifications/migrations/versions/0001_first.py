"""The first schema of notifications."""

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
        "letters",
        sa.Column("letter_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("queued_at", sa.Text, nullable=False),
        sa.Column("settled_at", sa.Text),
        sa.Column("reason", sa.String(80)),
    )
    op.create_table(
        "bodies",
        sa.Column("letter_id", sa.String(64), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("letter_id", sa.String(64), primary_key=True),
        sa.Column("begun_at", sa.Text, nullable=False),
    )
