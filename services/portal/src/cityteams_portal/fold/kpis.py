"""What the events of kpis do to the portal's copy."""

from cityteams_chassis import Fold, folds
from cityteams_contracts import clusters as said
from cityteams_portal.domain import kpi_reports, kpis
from cityteams_portal.store.kpis import BENCHMARKS, CALENDARS, PERIODS, REPORTS, SHEETS
from cityteams_portal.store.kpis import KPIS as CATALOGUE

_OBSERVED = (said.KpiReported, said.KpiCorrected, said.KpiNotReported)

KPIS: tuple[Fold, ...] = (
    folds(said.KpiDefined, CATALOGUE, by="kpi_id", apply=kpis.defined),
    folds(said.KpiRetired, CATALOGUE, by="kpi_id", apply=kpis.retired),
    folds(said.KpiChosen, SHEETS, by="cluster_id", apply=kpis.chosen),
    folds(said.KpiChoiceChanged, SHEETS, by="cluster_id", apply=kpis.changed),
    folds(said.KpiDropped, SHEETS, by="cluster_id", apply=kpis.dropped),
    folds(said.KpiDue, SHEETS, by="cluster_id", apply=kpis.asked),
    folds(said.KpiOverdue, SHEETS, by="cluster_id", apply=kpis.asked),
    *(folds(each, SHEETS, by="cluster_id", apply=kpis.observed) for each in _OBSERVED),
    folds(said.KpiReported, REPORTS, by="observation_id", apply=kpi_reports.reported),
    folds(said.KpiCorrected, REPORTS, by="observation_id", apply=kpi_reports.reported),
    folds(said.KpiNotReported, REPORTS, by="observation_id", apply=kpi_reports.not_reported),
    folds(said.ReportingCalendarSet, CALENDARS, by="round_id", apply=kpi_reports.calendar_set),
    folds(said.PeriodFrozen, PERIODS, by="period_id", apply=kpi_reports.frozen),
    folds(said.BenchmarkPublished, BENCHMARKS, by="benchmark_id", apply=kpi_reports.published),
)
