"""The portal's copy of mailings."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "mailings",
        sa.Column("mailing_id", sa.String(64), primary_key=True),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("prepared_by", sa.String(64), nullable=False),
        sa.Column("prepared_at", sa.Text, nullable=False),
        sa.Column("proofs", sa.Text, nullable=False),
        sa.Column("queued_parts", sa.Integer, nullable=False),
        sa.Column("left_since", sa.Integer, nullable=False),
        sa.Column("approved_by", sa.String(64)),
        sa.Column("approved_at", sa.Text),
        sa.Column("stopped_by", sa.String(64)),
        sa.Column("stopped_at", sa.Text),
        sa.Column("stop_reason", sa.Text),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("completed_at", sa.Text),
    )
    op.create_index("ix_mailings_prepared_at", "mailings", ["prepared_at"])
    op.create_table(
        "mailing_parts",
        sa.Column("part_id", sa.String(100), primary_key=True),
        sa.Column("mailing_id", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        sa.Column("left_out", sa.Text, nullable=False),
    )
    op.create_index("ix_mailing_parts_mailing_id", "mailing_parts", ["mailing_id"])
    of_mailings = sa.text("kind = 'mailing'")
    op.create_index(
        "ix_letters_mailing", "letters", ["about", "state"], sqlite_where=of_mailings, postgresql_where=of_mailings
    )
