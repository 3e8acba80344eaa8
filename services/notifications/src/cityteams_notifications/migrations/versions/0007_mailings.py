"""Mailings: their editions and parts, and who takes part in what."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailings",
        sa.Column("mailing_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("queued_parts", sa.Integer, nullable=False),
        sa.Column("proofs", sa.Text, nullable=False),
        sa.Column("completed_at", sa.Text),
    )
    op.create_index("ix_mailings_state", "mailings", ["state"])
    op.create_table(
        "mailing_parts",
        sa.Column("part_id", sa.String(100), primary_key=True),
        sa.Column("mailing_id", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
    )
    op.create_index("ix_mailing_parts_mailing_id", "mailing_parts", ["mailing_id"])
    _people()
    op.create_index(
        "ix_letters_mailing", "letters", ["about", "state"], sqlite_where=sa.text("kind = 'mailing'"),
        postgresql_where=sa.text("kind = 'mailing'"),
    )  # fmt: skip


def _people() -> None:
    op.create_table(
        "circles",
        sa.Column("circle_id", sa.String(220), primary_key=True),
        sa.Column("noun", sa.Text, nullable=False),
        sa.Column("rounds", sa.Text, nullable=False),
        sa.Column("clusters", sa.Text, nullable=False),
        sa.Column("gatherings", sa.Text, nullable=False),
        sa.Column("organisations", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("into", sa.String(64)),
    )
    op.create_index("ix_circles_noun", "circles", ["noun"])
    op.create_table(
        "readers",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("agrees", sa.Boolean, nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    op.drop_index("ix_letters_mailing", "letters")
    for table in ("readers", "circles", "mailing_parts", "mailings"):
        op.drop_table(table)
