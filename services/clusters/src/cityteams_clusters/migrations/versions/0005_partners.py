"""The tables of partner matching, introductions and texts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "introductions",
        sa.Column("introduction_id", sa.String(64), primary_key=True),
        sa.Column("pair", sa.String(129), nullable=False),
        sa.Column("first_organisation", sa.String(64), nullable=False),
        sa.Column("second_organisation", sa.String(64), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("second", sa.Text, nullable=False),
        sa.Column("resource", sa.Text, nullable=True),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
    )
    op.create_index("ix_introductions_pair", "introductions", ["pair"])
    op.create_index("ix_introductions_state", "introductions", ["state", "expires_at"])
    op.create_table(
        "sheets",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("status", sa.Text, nullable=True),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("participants", sa.Text, nullable=False),
        sa.Column("needs", sa.Text, nullable=False),
        sa.Column("offers", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_sheets_round_id", "sheets", ["round_id"])
    op.create_index("ix_sheets_lead", "sheets", ["lead"])
    op.create_table(
        "readings",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("read_sha256", sa.String(64), nullable=True),
        sa.Column("read_by", sa.Text, nullable=True),
        sa.Column("suggestions", sa.Text, nullable=False),
    )
    op.create_table(
        "text_vectors",
        sa.Column("vector_id", sa.String(64), primary_key=True),
        sa.Column("widths", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "taxonomies",
        sa.Column("round_id", sa.String(64), primary_key=True),
        sa.Column("sectors", sa.Text, nullable=False),
    )
    op.create_table(
        "partner_runs",
        sa.Column("run_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("limits", sa.Text, nullable=False),
        sa.Column("snapshot", sa.String(64), nullable=False),
        sa.Column("score", sa.BigInteger, nullable=False),
        sa.Column("bound", sa.BigInteger, nullable=False),
        sa.Column("matched_at", sa.Text, nullable=False),
    )
    op.create_table(
        "partner_lists",
        sa.Column("organisation_id", sa.String(64), primary_key=True),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("partners", sa.Text, nullable=False),
        sa.Column("clients", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
    )
    op.create_index("ix_partner_lists_round_id", "partner_lists", ["round_id"])


def downgrade() -> None:
    for table in ("partner_lists", "partner_runs", "taxonomies", "text_vectors", "readings", "sheets", "introductions"):
        op.drop_table(table)
