"""Who may give the commands of kpis. Officials and those who speak for a member may report beside the team lead."""

from collections.abc import Mapping

from cityteams_contracts.clusters import (
    AdoptCatalogue,
    ChangeKpiChoice,
    ChooseKpi,
    CorrectKpi,
    DefineKpi,
    DropKpi,
    FreezePeriod,
    MarkKpiNotReported,
    PublishBenchmark,
    ReportKpi,
    RetireKpi,
    SetReportingCalendar,
)
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, TEAM, Giver

_REPORTERS = (Giver.LEAD, Giver.MEMBER, Giver.SECRETARIAT)

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    AdoptCatalogue: OFFICE,
    DefineKpi: OFFICE,
    RetireKpi: OFFICE,
    SetReportingCalendar: OFFICE,
    ChooseKpi: TEAM,
    ChangeKpiChoice: TEAM,
    DropKpi: TEAM,
    ReportKpi: _REPORTERS,
    CorrectKpi: _REPORTERS,
    MarkKpiNotReported: _REPORTERS,
    FreezePeriod: OFFICE,
    PublishBenchmark: OFFICE,
}
