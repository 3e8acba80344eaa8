"""Reads of KPIs."""

from cityteams_chassis import Shelf, Tx
from cityteams_portal.domain.kpi_reports import Benchmark, Frozen, Report, RoundCalendar
from cityteams_portal.domain.kpis import Indicator, Sheet
from cityteams_portal.tables import kpis as tables

KPIS = Shelf(tables.kpis, Indicator)
SHEETS = Shelf(tables.kpi_sheets, Sheet)
REPORTS = Shelf(tables.kpi_reports, Report)
CALENDARS = Shelf(tables.kpi_calendars, RoundCalendar)
PERIODS = Shelf(tables.kpi_periods, Frozen)
BENCHMARKS = Shelf(tables.kpi_benchmarks, Benchmark)


def indicators(tx: Tx, *, retired: bool = False) -> list[Indicator]:
    """The catalogue by code."""
    where = () if retired else (tables.kpis.c.retired_at.is_(None),)
    return tx.find(KPIS, *where, order_by=tables.kpis.c.code, limit=2000)


def reports(tx: Tx, cluster_id: str) -> list[Report]:
    """What a cluster reported, the latest period first."""
    at = tables.kpi_reports.c
    return tx.find(REPORTS, at.cluster_id == cluster_id, order_by=at.period_end.desc(), limit=500)


def missing(tx: Tx, limit: int = 500) -> list[Sheet]:
    """The clusters from which a report is waited for, those that are overdue most first."""
    at = tables.kpi_sheets.c
    waited = (at.overdue > 0) | (at.due > 0)
    query = SHEETS.every.where(waited).order_by(at.overdue.desc(), at.due.desc(), at.cluster_id).limit(limit)
    return [SHEETS.value(row) for row in tx.rows(query)]


def sheets_after(tx: Tx, after: str, limit: int) -> list[Sheet]:
    """The KPI sheets in the order of their clusters' ids."""
    return tx.find(SHEETS, tables.kpi_sheets.c.cluster_id > after, limit=limit)


def benchmarks(tx: Tx) -> list[Benchmark]:
    """The comparisons, the latest first."""
    return tx.find(BENCHMARKS, order_by=tables.kpi_benchmarks.c.published_at.desc(), limit=200)


def periods(tx: Tx) -> list[Frozen]:
    """The frozen periods, the latest first."""
    return tx.find(PERIODS, order_by=tables.kpi_periods.c.frozen_at.desc(), limit=100)
