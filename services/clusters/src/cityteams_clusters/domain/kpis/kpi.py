"""What is kept of the catalogue, of calendars, frozen periods and published benchmarks."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from cityteams_contracts.clusters import (
    BenchmarkPublished,
    Calendar,
    Grouping,
    KpiDefined,
    KpiDefinition,
    KpiId,
    KpiRetired,
    Measure,
    Period,
    PeriodFrozen,
    ReportingCalendarSet,
)
from cityteams_contracts.registration import ConsentGiven, ConsentPurpose, ConsentWithdrawn
from cityteams_contracts.values import Id, PersonId, RoundId


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator of the catalogue; `replaced_by` names its successor, if there is one."""

    kpi_id: KpiId
    code: str
    definition: KpiDefinition
    retired_at: datetime | None = None
    replaced_by: KpiId | None = None

    @classmethod
    def defined(cls, event: KpiDefined) -> Self:
        """It is in the catalogue."""
        return cls(event.kpi_id, event.definition.code, event.definition)

    def retired(self, event: KpiRetired) -> "Kpi":
        """It cannot be chosen any more."""
        return replace(self, retired_at=event.retired_at, replaced_by=event.replaced_by)


@dataclass(frozen=True, slots=True)
class RoundCalendar:
    """When the clusters of a round report."""

    round_id: RoundId
    calendar: Calendar | None

    @classmethod
    def set(cls, event: ReportingCalendarSet) -> Self:
        """The last word on it."""
        return cls(event.round_id, event.calendar)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A period, and the moment until which reports for it count."""

    period_id: Id
    start: date
    end: date
    frozen_at: datetime

    @property
    def period(self) -> Period:
        """From the first to the last day."""
        return Period(start=self.start, end=self.end)

    @classmethod
    def of(cls, event: PeriodFrozen) -> Self:
        """It was frozen."""
        return cls(event.period_id, event.period.start, event.period.end, event.frozen_at)


@dataclass(frozen=True, slots=True)
class Published:
    """Which comparison was published of an indicator and a frozen period; there is never a second one of the same."""

    benchmark_id: Id
    kpi_id: KpiId
    measure: Measure
    period_id: Id
    period_end: date
    grouping: Grouping | None
    published_at: datetime

    @classmethod
    def of(cls, event: BenchmarkPublished) -> Self:
        """It was published."""
        return cls(
            benchmark_id=event.benchmark_id,
            kpi_id=event.kpi_id,
            measure=event.measure,
            period_id=event.period_id,
            period_end=event.period.end,
            grouping=event.grouping,
            published_at=event.published_at,
        )


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether the figures of a person's clusters may be compared with those of others, by the last word on it."""

    person_id: PersonId
    given_at: datetime
    withdrawn_at: datetime | None = None

    def held(self, at: datetime) -> bool:
        """Whether it held at a moment."""
        return self.given_at <= at and (self.withdrawn_at is None or at < self.withdrawn_at)

    @staticmethod
    def given(before: "Consent | None", event: ConsentGiven, _stamp: object) -> "Consent | None":
        """Somebody agrees; what else is agreed to is none of ours."""
        if event.purpose is not ConsentPurpose.BENCHMARKS:
            return before
        held = before is not None and before.withdrawn_at is None
        return before if held else Consent(event.person_id, event.given_at)

    @staticmethod
    def withdrawn(before: "Consent | None", event: ConsentWithdrawn, _stamp: object) -> "Consent | None":
        """Somebody agrees no longer."""
        if before is None or event.purpose is not ConsentPurpose.BENCHMARKS:
            return before
        return replace(before, withdrawn_at=event.withdrawn_at)
