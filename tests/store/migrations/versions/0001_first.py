"""The toy's tables, as its first release made them."""

import sqlalchemy as sa
from alembic import op

from cityteams_store.tables import create_chassis_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables(op)
    op.create_table(
        "tallies",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("order", sa.Text, nullable=False),
        sa.Column("last", sa.Text, nullable=False),
    )
