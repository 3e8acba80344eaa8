"""Where KPIs are kept, and how they are found again."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.kpis.kpi import Consent, Frozen, Kpi, Published, RoundCalendar
from cityteams_clusters.domain.kpis.observation import Observation, Revision
from cityteams_clusters.domain.kpis.reporting import Seen
from cityteams_clusters.domain.kpis.sheet import Sheet
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.tables import clusters
from cityteams_clusters.tables import kpis as tables
from cityteams_contracts.clusters import ChoiceId, KpiId, Measure, Period
from cityteams_contracts.values import RoundId

KPIS = Shelf(tables.kpis, Kpi)
CALENDARS = Shelf(tables.kpi_calendars, RoundCalendar)
SHEETS = Shelf(tables.kpi_sheets, Sheet)
OBSERVATIONS = Shelf(tables.kpi_observations, Observation)
REVISIONS = Shelf(tables.kpi_revisions, Revision)
FROZEN = Shelf(tables.kpi_periods, Frozen)
BENCHMARKS = Shelf(tables.kpi_benchmarks, Published)
CONSENTS = Shelf(tables.kpi_consents, Consent)

_SEEN = tables.kpi_observations.c


def of_code(tx: Tx, code: str) -> list[Kpi]:
    """The indicators of that code, also retired ones."""
    return tx.find(KPIS, tables.kpis.c.code == code)


def known_of(tx: Tx, ids: Sequence[KpiId]) -> frozenset[KpiId]:
    """Which of these indicators are there."""
    return frozenset(each.kpi_id for each in tx.find(KPIS, tables.kpis.c.kpi_id.in_(ids)))


def sheets_of(tx: Tx, round_id: RoundId) -> list[Sheet]:
    """The KPI sheets of the clusters of a round."""
    return tx.find(SHEETS, tables.kpi_sheets.c.round_id == round_id)


def seen_of(tx: Tx, choice_id: ChoiceId, period: Period | None) -> Seen:
    """What is known around a period of a choice: what shares a day with it, and the two latest values."""
    mine = _SEEN.choice_id == choice_id
    shared = () if period is None else (_SEEN.period_end >= period.start, _SEEN.period_start <= period.end)
    overlapping = tx.find(OBSERVATIONS, mine, *shared, limit=50) if shared else []
    latest = tx.find(OBSERVATIONS, mine, _SEEN.value.is_not(None), order_by=_SEEN.period_end.desc(), limit=2)
    return Seen(tuple(overlapping), tuple(latest))


def sheets_to_wake(tx: Tx, until: datetime, limit: int) -> list[Sheet]:
    """The sheets whose moment has come, the earliest first."""
    wakes = tables.kpi_sheets.c.wakes_at
    order = (wakes, tables.kpi_sheets.c.cluster_id)
    return [SHEETS.value(row) for row in tx.rows(SHEETS.every.where(wakes <= until).order_by(*order).limit(limit))]


def published_of(tx: Tx, kpi_id: KpiId, measure: Measure) -> list[Published]:
    """The comparisons that were published of an indicator, the latest first."""
    table = tables.kpi_benchmarks.c
    return tx.find(BENCHMARKS, table.kpi_id == kpi_id, table.measure == measure, order_by=table.published_at.desc())


def revisions_in(tx: Tx, frozen: Frozen, kpi_id: KpiId) -> list[Revision]:
    """What had been said of an indicator for the days of a frozen period, until it was frozen."""
    table = tables.kpi_revisions.c
    return tx.find(
        REVISIONS,
        table.kpi_id == kpi_id,
        table.period_end >= frozen.start,
        table.period_end <= frozen.end,
        table.said_at <= frozen.frozen_at,
    )


def comparable_clusters(tx: Tx, kpi_id: KpiId, at: datetime) -> list[Cluster]:
    """The living clusters that ever reported an indicator and whose leads agreed to be compared at that moment."""
    who = tables.kpi_consents.c
    reported = tables.kpi_revisions.c
    query = (
        CLUSTERS.every.where(clusters.c.state != ClusterState.DISSOLVED)
        .where(clusters.c.cluster_id.in_(sa.select(reported.cluster_id).where(reported.kpi_id == kpi_id)))
        .where(clusters.c.lead == who.person_id, who.given_at <= at)
        .where((who.withdrawn_at.is_(None)) | (who.withdrawn_at > at))
        .order_by(clusters.c.cluster_id)
    )
    return [CLUSTERS.value(row) for row in tx.rows(query)]
