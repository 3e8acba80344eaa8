"""What people ask of KPIs."""

from cityteams_contracts.clusters.kpis import (
    Calendar,
    ChoiceId,
    Given,
    Goal,
    Grouping,
    KpiDefinition,
    KpiId,
    Measure,
    Period,
    QualityGrade,
)
from cityteams_contracts.message import Command
from cityteams_contracts.values import ClusterId, Id, Line, Paragraph, RoundId

__all__ = [
    "AdoptCatalogue",
    "ChangeKpiChoice",
    "ChooseKpi",
    "CorrectKpi",
    "DefineKpi",
    "DropKpi",
    "FreezePeriod",
    "MarkKpiNotReported",
    "PublishBenchmark",
    "ReportKpi",
    "RetireKpi",
    "SetReportingCalendar",
]


class AdoptCatalogue(Command, name="clusters.adopt-catalogue", key="catalogue_id"):
    """The secretariat takes over a catalogue that cityteams ships; what is there already stays as it is."""

    catalogue_id: Id


class DefineKpi(Command, name="clusters.define-kpi", key="kpi_id"):
    """The secretariat defines an indicator; one that it replaces is retired at the same time."""

    kpi_id: KpiId
    definition: KpiDefinition
    replaces: KpiId | None = None


class RetireKpi(Command, name="clusters.retire-kpi", key="kpi_id"):
    """The secretariat retires an indicator: nobody can choose it any more, and who has may go on."""

    kpi_id: KpiId
    reason: Paragraph
    replaced_by: KpiId | None = None


class SetReportingCalendar(Command, name="clusters.set-reporting-calendar", key="round_id"):
    """The secretariat says when the clusters of a round report; None ends it."""

    round_id: RoundId
    calendar: Calendar | None = None


class ChooseKpi(Command, name="clusters.choose-kpi", key="cluster_id"):
    """A cluster will be measured by this indicator; a calendar of its own goes before that of the round."""

    cluster_id: ClusterId
    kpi_id: KpiId
    goal: Goal
    calendar: Calendar | None = None


class ChangeKpiChoice(Command, name="clusters.change-kpi-choice", key="cluster_id"):
    """A cluster changes its baseline, target, date, method or calendar; what was before is kept."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    goal: Goal
    calendar: Calendar | None = None
    reason: Paragraph


class DropKpi(Command, name="clusters.drop-kpi", key="cluster_id"):
    """A cluster will no longer be measured by this indicator; what was reported is kept."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    reason: Paragraph


class ReportKpi(Command, name="clusters.report-kpi", key="cluster_id"):
    """A cluster reports what was observed in a period."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    period: Period
    given: Given
    grade: QualityGrade
    source: Line
    verified_by: Line | None = None
    note: Paragraph = ""


class CorrectKpi(Command, name="clusters.correct-kpi", key="cluster_id"):
    """A cluster corrects what it reported; what was before is kept."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    observation_id: Id
    given: Given
    grade: QualityGrade
    source: Line
    verified_by: Line | None = None
    note: Paragraph = ""
    reason: Paragraph


class MarkKpiNotReported(Command, name="clusters.mark-kpi-not-reported", key="cluster_id"):
    """A cluster says that there is no figure for a period, and why. That is never zero."""

    cluster_id: ClusterId
    choice_id: ChoiceId
    period: Period
    reason: Paragraph


class FreezePeriod(Command, name="clusters.freeze-period", key="period_id"):
    """The secretariat freezes a period: what was reported for it until now is what benchmarks compare."""

    period_id: Id
    title: Line
    period: Period


class PublishBenchmark(Command, name="clusters.publish-benchmark", key="period_id"):
    """The secretariat has one indicator compared over a frozen period, by groups of peers or as a whole."""

    period_id: Id
    kpi_id: KpiId
    measure: Measure
    grouping: Grouping | None = None
