"""The tables of KPIs."""

from datetime import date

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_clusters.domain.kpis.sheet import Choice
from cityteams_clusters.tables.base import metadata
from cityteams_contracts.clusters import Calendar, Grouping, KpiDefinition, Measure

kpis = sa.Table(
    "kpis",
    metadata,
    sa.Column("kpi_id", sa.String(64), primary_key=True),
    sa.Column("code", sa.Text, nullable=False, index=True),
    sa.Column("definition", Json(KpiDefinition), nullable=False),
    sa.Column("retired_at", Instant(), nullable=True),
    sa.Column("replaced_by", sa.String(64), nullable=True),
)
kpi_calendars = sa.Table(
    "kpi_calendars",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("calendar", Json(Calendar), nullable=True),
)
kpi_sheets = sa.Table(
    "kpi_sheets",
    metadata,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False, index=True),
    sa.Column("choices", Json(tuple[Choice, ...]), nullable=False),
    sa.Column("wakes_at", Instant(), nullable=True, index=True),
)
kpi_observations = sa.Table(
    "kpi_observations",
    metadata,
    sa.Column("observation_id", sa.String(64), primary_key=True),
    sa.Column("choice_id", sa.String(64), nullable=False),
    sa.Column("cluster_id", sa.String(64), nullable=False),
    sa.Column("kpi_id", sa.String(64), nullable=False),
    sa.Column("period_start", Json(date), nullable=False),
    sa.Column("period_end", Json(date), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("value", sa.Double, nullable=True),
    sa.Index("kpi_observations_by_end", "choice_id", "period_end"),
)
kpi_revisions = sa.Table(
    "kpi_revisions",
    metadata,
    sa.Column("revision_id", sa.String(64), primary_key=True),
    sa.Column("observation_id", sa.String(64), nullable=False),
    sa.Column("cluster_id", sa.String(64), nullable=False),
    sa.Column("kpi_id", sa.String(64), nullable=False),
    sa.Column("period_end", Json(date), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("said_at", Instant(), nullable=False),
    sa.Column("value", sa.Double, nullable=True),
    sa.Column("progress", sa.Double, nullable=True),
    sa.Index("kpi_revisions_by_end", "kpi_id", "period_end"),
)
kpi_periods = sa.Table(
    "kpi_periods",
    metadata,
    sa.Column("period_id", sa.String(64), primary_key=True),
    sa.Column("start", Json(date), nullable=False),
    sa.Column("end", Json(date), nullable=False),
    sa.Column("frozen_at", Instant(), nullable=False),
)
kpi_benchmarks = sa.Table(
    "kpi_benchmarks",
    metadata,
    sa.Column("benchmark_id", sa.String(64), primary_key=True),
    sa.Column("kpi_id", sa.String(64), nullable=False, index=True),
    sa.Column("measure", Word(Measure), nullable=False),
    sa.Column("period_id", sa.String(64), nullable=False),
    sa.Column("period_end", Json(date), nullable=False),
    sa.Column("grouping", Word(Grouping), nullable=True),
    sa.Column("published_at", Instant(), nullable=False),
)
kpi_consents = sa.Table(
    "kpi_consents",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("given_at", Instant(), nullable=False),
    sa.Column("withdrawn_at", Instant(), nullable=True),
)
