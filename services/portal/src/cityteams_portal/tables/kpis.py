"""Tables of KPIs."""

from datetime import date

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.clusters import BenchmarkPublished, Calendar, KpiDefinition, Period, QualityGrade
from cityteams_portal.domain.kpi_reports import Earlier
from cityteams_portal.domain.kpis import Choice
from cityteams_portal.tables.base import metadata

kpis = sa.Table(
    "kpis",
    metadata,
    sa.Column("kpi_id", sa.String(64), primary_key=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False, index=True),
    sa.Column("definition", Json(KpiDefinition), nullable=False),
    sa.Column("retired_at", Instant()),
    sa.Column("replaced_by", sa.String(64)),
)
kpi_sheets = sa.Table(
    "kpi_sheets",
    metadata,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("cluster", sa.Text, nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("choices", Json(tuple[Choice, ...]), nullable=False),
    sa.Column("due", sa.Integer, nullable=False),
    sa.Column("overdue", sa.Integer, nullable=False),
    sa.Index("kpi_sheets_by_overdue", "overdue", "due", "cluster_id"),
)
kpi_reports = sa.Table(
    "kpi_reports",
    metadata,
    sa.Column("observation_id", sa.String(64), primary_key=True),
    sa.Column("choice_id", sa.String(64), nullable=False),
    sa.Column("cluster_id", sa.String(64), nullable=False),
    sa.Column("kpi_id", sa.String(64), nullable=False),
    sa.Column("period_start", Json(date), nullable=False),
    sa.Column("period_end", Json(date), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("value", sa.Double),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("grade", Word(QualityGrade)),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("verified_by", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("said_at", Instant(), nullable=False),
    sa.Column("earlier", Json(tuple[Earlier, ...]), nullable=False),
    sa.Index("kpi_reports_by_end", "cluster_id", "period_end"),
)
kpi_calendars = sa.Table(
    "kpi_calendars",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("calendar", Json(Calendar)),
)
kpi_periods = sa.Table(
    "kpi_periods",
    metadata,
    sa.Column("period_id", sa.String(64), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("period", Json(Period), nullable=False),
    sa.Column("frozen_at", Instant(), nullable=False),
)
kpi_benchmarks = sa.Table(
    "kpi_benchmarks",
    metadata,
    sa.Column("benchmark_id", sa.String(64), primary_key=True),
    sa.Column("kpi_id", sa.String(64), nullable=False),
    sa.Column("said", Json(BenchmarkPublished), nullable=False),
    sa.Column("published_at", Instant(), nullable=False, index=True),
)
