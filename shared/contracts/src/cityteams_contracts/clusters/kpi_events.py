"""What happens to KPIs. All that one cluster does is one aggregate, its KPI sheet, so that it is heard in order."""

from datetime import date
from typing import Annotated

from pydantic import Field

from cityteams_contracts.clusters.kpis import (
    Calendar,
    Cell,
    ChoiceId,
    Given,
    Goal,
    Grouping,
    KpiAsked,
    KpiDefinition,
    KpiId,
    KpiKind,
    Measure,
    Period,
    QualityGrade,
    Standing,
    Unit,
)
from cityteams_contracts.message import Event
from cityteams_contracts.values import ClusterId, Id, Instant, Line, Paragraph, PersonId, RoundId, SectorCode

__all__ = [
    "BenchmarkPublished",
    "KpiChoiceChanged",
    "KpiChosen",
    "KpiCorrected",
    "KpiDefined",
    "KpiDropped",
    "KpiDue",
    "KpiNotReported",
    "KpiOverdue",
    "KpiReported",
    "KpiRescheduled",
    "KpiRetired",
    "PeriodFrozen",
    "ReportingCalendarSet",
]

_Asked = Annotated[tuple[KpiAsked, ...], Field(min_length=1, max_length=60)]
_Cells = Annotated[tuple[Cell, ...], Field(max_length=80)]


class KpiDefined(Event, name="clusters.kpi.defined", key="kpi_id"):
    """An indicator is in the catalogue; its id stands for this definition for good."""

    kpi_id: KpiId
    definition: KpiDefinition
    replaces: KpiId | None = None
    defined_at: Instant


class KpiRetired(Event, name="clusters.kpi.retired", key="kpi_id"):
    """An indicator can no longer be chosen."""

    kpi_id: KpiId
    reason: Paragraph
    replaced_by: KpiId | None = None
    retired_at: Instant


class ReportingCalendarSet(Event, name="clusters.calendar.set", key="round_id"):
    """When the clusters of a round report; None when they are no longer asked."""

    round_id: RoundId
    calendar: Calendar | None = None
    set_at: Instant


class KpiChosen(Event, name="clusters.kpi-sheet.chosen", key="cluster_id"):
    """A cluster will be measured by this indicator; `calendar` is its own or the round's."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    kpi_id: KpiId
    definition: KpiDefinition
    cluster: Line
    round_id: RoundId
    sector: SectorCode
    lead: PersonId
    goal: Goal
    calendar: Calendar | None = None
    own_calendar: bool = False
    standing: Standing
    chosen_at: Instant


class KpiChoiceChanged(Event, name="clusters.kpi-sheet.changed", key="cluster_id"):
    """A cluster changed its goal or calendar; `standing` is that of its latest value against the new goal."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    kpi_id: KpiId
    goal: Goal
    calendar: Calendar | None = None
    own_calendar: bool = False
    reason: Paragraph
    standing: Standing
    changed_at: Instant


class KpiDropped(Event, name="clusters.kpi-sheet.dropped", key="cluster_id"):
    """A cluster is no longer measured by this indicator; what was reported is kept."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    kpi_id: KpiId
    reason: Paragraph
    dropped_at: Instant


class KpiRescheduled(Event, name="clusters.kpi-sheet.rescheduled", key="cluster_id"):
    """The calendar of the round has changed; choices with a calendar of their own keep it."""

    cluster_id: ClusterId
    calendar: Calendar | None = None
    rescheduled_at: Instant


class KpiReported(Event, name="clusters.kpi-sheet.reported", key="cluster_id"):
    """What was observed in a period, in the unit of the indicator, and how the choice stands after it.

    `revision` is 1, or more when the period had been marked as not reported before.
    """

    cluster_id: ClusterId
    choice_id: ChoiceId
    kpi_id: KpiId
    observation_id: Id
    revision: int
    period: Period
    value: float
    unit: Unit
    given: Given
    grade: QualityGrade
    source: Line
    verified_by: Line | None = None
    note: Paragraph = ""
    progress: float | None = None
    standing: Standing
    reported_at: Instant


class KpiCorrected(Event, name="clusters.kpi-sheet.corrected", key="cluster_id"):
    """What was said of a period was wrong: this is right, with the next revision."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    kpi_id: KpiId
    observation_id: Id
    revision: int
    period: Period
    value: float
    unit: Unit
    given: Given
    grade: QualityGrade
    source: Line
    verified_by: Line | None = None
    note: Paragraph = ""
    reason: Paragraph
    progress: float | None = None
    standing: Standing
    corrected_at: Instant


class KpiNotReported(Event, name="clusters.kpi-sheet.not-reported", key="cluster_id"):
    """There is no figure for a period, and why; a value that was reported for it no longer holds."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    kpi_id: KpiId
    observation_id: Id
    revision: int
    period: Period
    reason: Paragraph
    standing: Standing
    marked_at: Instant


class KpiDue(Event, name="clusters.kpi-sheet.due", key="cluster_id"):
    """A report is wanted until a day: said to the lead some days before, once for all indicators of the period."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    period: Period
    due_on: date
    days: int
    kpis: _Asked


class KpiOverdue(Event, name="clusters.kpi-sheet.overdue", key="cluster_id"):
    """A report did not come: said to the lead some days after it was due, once for all indicators of the period."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    period: Period
    due_on: date
    days: int
    kpis: _Asked


class PeriodFrozen(Event, name="clusters.period.frozen", key="period_id"):
    """What was reported for a period until this moment is what benchmarks compare."""

    period_id: Id
    title: Line
    period: Period
    frozen_at: Instant


class BenchmarkPublished(Event, name="clusters.benchmark.published", key="benchmark_id"):
    """How one indicator compares over a frozen period.

    `cells` are for who takes part in the programme, the whole first; `public_cells` may be shown to anybody.
    `log_scale` says that the figures are best drawn on one.
    """

    benchmark_id: Id
    kpi_id: KpiId
    title: Line
    kind: KpiKind
    unit: Unit
    period_id: Id
    period: Period
    measure: Measure
    grouping: Grouping | None = None
    log_scale: bool = False
    least_members: int
    least_members_public: int
    cells: _Cells
    public_cells: _Cells
    published_at: Instant
