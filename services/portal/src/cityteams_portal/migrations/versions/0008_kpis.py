"""The portal's copy of kpis."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "kpis",
        sa.Column("kpi_id", sa.String(64), primary_key=True),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("retired_at", sa.Text),
        sa.Column("replaced_by", sa.String(64)),
    )
    op.create_index("ix_kpis_code", "kpis", ["code"])
    op.create_table(
        "kpi_sheets",
        sa.Column("cluster_id", sa.String(64), primary_key=True),
        sa.Column("cluster", sa.Text, nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("due", sa.Integer, nullable=False),
        sa.Column("overdue", sa.Integer, nullable=False),
    )
    op.create_index("kpi_sheets_by_overdue", "kpi_sheets", ["overdue", "due", "cluster_id"])
    op.create_table(
        "kpi_reports",
        sa.Column("observation_id", sa.String(64), primary_key=True),
        sa.Column("choice_id", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("kpi_id", sa.String(64), nullable=False),
        sa.Column("period_start", sa.Text, nullable=False),
        sa.Column("period_end", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("grade", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("verified_by", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("said_at", sa.Text, nullable=False),
        sa.Column("earlier", sa.Text, nullable=False),
    )
    op.create_index("kpi_reports_by_end", "kpi_reports", ["cluster_id", "period_end"])
    op.create_table(
        "kpi_calendars",
        sa.Column("round_id", sa.String(64), primary_key=True),
        sa.Column("calendar", sa.Text),
    )
    op.create_table(
        "kpi_periods",
        sa.Column("period_id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.Text, nullable=False),
    )
    op.create_table(
        "kpi_benchmarks",
        sa.Column("benchmark_id", sa.String(64), primary_key=True),
        sa.Column("kpi_id", sa.String(64), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("published_at", sa.Text, nullable=False),
    )
    op.create_index("ix_kpi_benchmarks_published_at", "kpi_benchmarks", ["published_at"])
