"""The portal's copy of delivery."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    for table in ("deliveries", "delivery_lines"):
        _ledger(table)
    op.create_table(
        "suppressions",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("status", sa.String(16)),
        sa.Column("delivery_id", sa.String(64)),
    )


def _ledger(table: str) -> None:
    op.create_table(
        table,
        sa.Column("line_id", sa.String(64), primary_key=True),
        sa.Column("delivery_id", sa.String(64), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("to", sa.String(64), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("answer", sa.Integer),
        sa.Column("reason", sa.String(80)),
        sa.Column("next_try_at", sa.Text),
    )
    for column in ("delivery_id", "to", "about", "at"):
        op.create_index(f"ix_{table}_{column}", table, [column])
