"""Reports of KPIs, calendars, frozen periods and benchmarks as the portal shows them."""

from dataclasses import dataclass
from datetime import date, datetime

from cityteams_contracts.clusters import (
    BenchmarkPublished,
    Calendar,
    KpiCorrected,
    KpiNotReported,
    KpiReported,
    Period,
    PeriodFrozen,
    QualityGrade,
    ReportingCalendarSet,
)

_EARLIER = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said of a period before; a value of None says that there was no figure."""

    revision: int
    value: float | None
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """The last word on one period of a choice, with those before it."""

    observation_id: str
    choice_id: str
    cluster_id: str
    kpi_id: str
    period_start: date
    period_end: date
    revision: int
    value: float | None
    unit: str
    grade: QualityGrade | None
    source: str
    verified_by: str | None
    note: str
    reason: str
    said_at: datetime
    earlier: tuple[Earlier, ...] = ()


def reported(row: Report | None, event: KpiReported | KpiCorrected, _stamp: object) -> Report:
    """A figure."""
    return Report(
        observation_id=event.observation_id,
        choice_id=event.choice_id,
        cluster_id=event.cluster_id,
        kpi_id=event.kpi_id,
        period_start=event.period.start,
        period_end=event.period.end,
        revision=event.revision,
        value=event.value,
        unit=event.unit,
        grade=event.grade,
        source=event.source,
        verified_by=event.verified_by,
        note=event.note,
        reason=event.reason if isinstance(event, KpiCorrected) else "",
        said_at=event.corrected_at if isinstance(event, KpiCorrected) else event.reported_at,
        earlier=_earlier(row),
    )


def not_reported(row: Report | None, event: KpiNotReported, _stamp: object) -> Report:
    """No figure, and why."""
    return Report(
        observation_id=event.observation_id,
        choice_id=event.choice_id,
        cluster_id=event.cluster_id,
        kpi_id=event.kpi_id,
        period_start=event.period.start,
        period_end=event.period.end,
        revision=event.revision,
        value=None,
        unit=row.unit if row else "",
        grade=None,
        source="",
        verified_by=None,
        note="",
        reason=event.reason,
        said_at=event.marked_at,
        earlier=_earlier(row),
    )


def _earlier(row: Report | None) -> tuple[Earlier, ...]:
    return (*row.earlier, Earlier(row.revision, row.value, row.said_at))[-_EARLIER:] if row else ()


@dataclass(frozen=True, slots=True)
class RoundCalendar:
    """When the clusters of a round report."""

    round_id: str
    calendar: Calendar | None


def calendar_set(_row: RoundCalendar | None, event: ReportingCalendarSet, _stamp: object) -> RoundCalendar:
    """The last word on it."""
    return RoundCalendar(event.round_id, event.calendar)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A period that may be compared."""

    period_id: str
    title: str
    period: Period
    frozen_at: datetime


def frozen(_row: Frozen | None, event: PeriodFrozen, _stamp: object) -> Frozen:
    """It was frozen."""
    return Frozen(event.period_id, event.title, event.period, event.frozen_at)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A comparison that was published."""

    benchmark_id: str
    kpi_id: str
    said: BenchmarkPublished
    published_at: datetime


def published(_row: Benchmark | None, event: BenchmarkPublished, _stamp: object) -> Benchmark:
    """It was published."""
    return Benchmark(event.benchmark_id, event.kpi_id, event, event.published_at)
