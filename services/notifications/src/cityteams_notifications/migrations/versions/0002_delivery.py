"""The tables of delivery: the ledger, who is left alone, and who may give commands."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("bodies")
    op.drop_table("attempts")
    op.create_table(
        "pending",
        sa.Column("letter_id", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("event_subject", sa.Text, nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("due_at", sa.Text),
        sa.Column("begun_at", sa.Text),
    )
    op.create_index("ix_pending_person_id", "pending", ["person_id"])
    op.create_index("ix_pending_due_at", "pending", ["due_at"])
    op.create_table(
        "deliveries",
        *_what_and_to_whom("delivery_id"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Text, nullable=False),
        sa.Column("last_at", sa.Text, nullable=False),
        *_answer(),
    )
    op.create_index("ix_deliveries_to", "deliveries", ["to"])
    op.create_index("ix_deliveries_state_last_at", "deliveries", ["state", "last_at"])
    op.create_index("ix_deliveries_next_try_at", "deliveries", ["channel", "next_try_at"])
    op.create_table(
        "tries",
        sa.Column("try_id", sa.String(64), primary_key=True),
        *_what_and_to_whom("delivery_id", primary_key=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        *_answer(),
    )
    op.create_index("ix_tries_delivery_id", "tries", ["delivery_id"])
    op.create_index("ix_tries_at", "tries", ["at"])
    op.create_table(
        "suppressions",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("status", sa.String(16)),
        sa.Column("delivery_id", sa.String(64)),
    )
    op.create_table(
        "roles",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
    )


def _what_and_to_whom(key: str, *, primary_key: bool = True) -> list[sa.Column[str]]:
    return [
        sa.Column(key, sa.String(64), primary_key=primary_key, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("to", sa.String(64), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
    ]


def _answer() -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column("next_try_at", sa.Text),
        sa.Column("answer", sa.Integer),
        sa.Column("reason", sa.String(80)),
    ]


def downgrade() -> None:
    for table in ("roles", "suppressions", "tries", "deliveries", "pending"):
        op.drop_table(table)
    for table, kept in (("bodies", "text"), ("attempts", "begun_at")):
        letter = sa.Column("letter_id", sa.String(64), primary_key=True)
        op.create_table(table, letter, sa.Column(kept, sa.Text, nullable=False))
