"""The events that say that a command of kpis was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import clusters as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.AdoptCatalogue: (said.KpiDefined,),
    said.DefineKpi: (said.KpiDefined,),
    said.RetireKpi: (said.KpiRetired,),
    said.SetReportingCalendar: (said.ReportingCalendarSet,),
    said.ChooseKpi: (said.KpiChosen,),
    said.ChangeKpiChoice: (said.KpiChoiceChanged,),
    said.DropKpi: (said.KpiDropped,),
    said.ReportKpi: (said.KpiReported,),
    said.CorrectKpi: (said.KpiCorrected,),
    said.MarkKpiNotReported: (said.KpiNotReported,),
    said.FreezePeriod: (said.PeriodFrozen,),
    said.PublishBenchmark: (said.BenchmarkPublished,),
}
