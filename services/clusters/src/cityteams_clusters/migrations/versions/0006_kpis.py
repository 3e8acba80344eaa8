"""The tables of kpis."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kpis",
        sa.Column("kpi_id", sa.String(64), primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("retired_at", sa.Text, nullable=True),
        sa.Column("replaced_by", sa.String(64), nullable=True),
    )
    op.create_index("ix_kpis_code", "kpis", ["code"])
    op.create_table(
        "kpi_calendars",
        sa.Column("round_id", sa.String(64), primary_key=True),
        sa.Column("calendar", sa.Text, nullable=True),
    )
    op.create_table(
        "kpi_sheets",
        sa.Column("cluster_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("wakes_at", sa.Text, nullable=True),
    )
    op.create_index("ix_kpi_sheets_round_id", "kpi_sheets", ["round_id"])
    op.create_index("ix_kpi_sheets_wakes_at", "kpi_sheets", ["wakes_at"])
    op.create_table(
        "kpi_observations",
        sa.Column("observation_id", sa.String(64), primary_key=True),
        sa.Column("choice_id", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("kpi_id", sa.String(64), nullable=False),
        sa.Column("period_start", sa.Text, nullable=False),
        sa.Column("period_end", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("value", sa.Double, nullable=True),
    )
    op.create_index("kpi_observations_by_end", "kpi_observations", ["choice_id", "period_end"])
    op.create_table(
        "kpi_revisions",
        sa.Column("revision_id", sa.String(64), primary_key=True),
        sa.Column("observation_id", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("kpi_id", sa.String(64), nullable=False),
        sa.Column("period_end", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("said_at", sa.Text, nullable=False),
        sa.Column("value", sa.Double, nullable=True),
        sa.Column("progress", sa.Double, nullable=True),
    )
    op.create_index("kpi_revisions_by_end", "kpi_revisions", ["kpi_id", "period_end"])
    op.create_table(
        "kpi_periods",
        sa.Column("period_id", sa.String(64), primary_key=True),
        sa.Column("start", sa.Text, nullable=False),
        sa.Column("end", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.Text, nullable=False),
    )
    op.create_table(
        "kpi_benchmarks",
        sa.Column("benchmark_id", sa.String(64), primary_key=True),
        sa.Column("kpi_id", sa.String(64), nullable=False),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("period_id", sa.String(64), nullable=False),
        sa.Column("period_end", sa.Text, nullable=False),
        sa.Column("grouping", sa.Text, nullable=True),
        sa.Column("published_at", sa.Text, nullable=False),
    )
    op.create_index("ix_kpi_benchmarks_kpi_id", "kpi_benchmarks", ["kpi_id"])
    op.create_table(
        "kpi_consents",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("given_at", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.Text, nullable=True),
    )


def downgrade() -> None:
    op.drop_table("kpi_consents")
    op.drop_table("kpi_benchmarks")
    op.drop_table("kpi_periods")
    op.drop_table("kpi_revisions")
    op.drop_table("kpi_observations")
    op.drop_table("kpi_sheets")
    op.drop_table("kpi_calendars")
    op.drop_table("kpis")
