"""The portal's copy of partners."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "partner_lists",
        sa.Column("organisation_id", sa.String(64), primary_key=True),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("partners", sa.Text, nullable=False),
        sa.Column("clients", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("ranked_at", sa.Text, nullable=False),
    )
    op.create_table(
        "partner_runs",
        sa.Column("run_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("limits", sa.Text, nullable=False),
        sa.Column("matcher", sa.Text, nullable=False),
        sa.Column("text_model", sa.Text, nullable=False),
        sa.Column("snapshot", sa.String(64), nullable=False),
        sa.Column("organisations", sa.Integer, nullable=False),
        sa.Column("pairs", sa.Integer, nullable=False),
        sa.Column("score", sa.BigInteger, nullable=False),
        sa.Column("bound", sa.BigInteger, nullable=False),
        sa.Column("without", sa.Integer, nullable=False),
        sa.Column("weights", sa.Text, nullable=False),
        sa.Column("matched_at", sa.Text, nullable=False),
    )
    op.create_table(
        "introductions",
        sa.Column("introduction_id", sa.String(64), primary_key=True),
        sa.Column("first_person", sa.String(64), nullable=False),
        sa.Column("second_person", sa.String(64), nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("second", sa.Text, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
    )
    op.create_index("ix_introductions_first_person", "introductions", ["first_person"])
    op.create_index("ix_introductions_second_person", "introductions", ["second_person"])
    op.create_table(
        "text_hints",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("suggestions", sa.Text, nullable=False),
        sa.Column("similar", sa.Text, nullable=False),
    )
