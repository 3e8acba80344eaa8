"""A desk with a cluster that is measured, and short words for what is asked of it."""

from dataclasses import replace

from cityteams_clusters.domain.ids import cluster_id_of
from cityteams_clusters.reminding import find_sheets
from cityteams_clusters.store.kpis import SHEETS
from cityteams_contracts.clusters import (
    ChooseKpi,
    CorrectKpi,
    DefineKpi,
    KpiChosen,
    KpiReported,
    MarkKpiNotReported,
    ReportKpi,
    SetReportingCalendar,
)
from cityteams_contracts.registration import ConsentGiven, ConsentPurpose
from cityteams_contracts.rights import SECRETARIAT
from cityteams_timers import fire
from tests.clusters.desk import accepted
from tests.clusters.kpis.samples import GOAL, MINUTES, QUARTERLY, SAID, at, value
from tests.clusters.samples import WHOLE_TEAM

CLUSTER, LEAD, OFFICIAL = cluster_id_of(WHOLE_TEAM.worksheet_id), WHOLE_TEAM.lead, WHOLE_TEAM.officials[0]


class Office:
    """`desk.noon` is the time of what is asked."""

    def __init__(self, desk, team=WHOLE_TEAM):
        self.desk = desk
        desk.noon = at(2026, 1, 2)
        desk.take(accepted(team))

    def now(self, *moment):
        """From here on it is this moment."""
        self.desk.noon = at(*moment)
        return self

    def ask(self, command, actor=SECRETARIAT):
        """What is said about a command: the first event, or the refusal."""
        self.desk.actor = actor
        return self.desk.take(command)[0]

    def every(self, command):
        """All that is said about a command of the secretariat."""
        self.desk.actor = SECRETARIAT
        return self.desk.take(command)

    def define(self, definition=MINUTES, kpi_id="minutes"):
        """An indicator of the catalogue."""
        return self.ask(DefineKpi(kpi_id=kpi_id, definition=definition))

    def choose(self, kpi_id="minutes", goal=GOAL, calendar=None, cluster=CLUSTER):
        """A choice of the lead."""
        chosen = self.ask(ChooseKpi(cluster_id=cluster, kpi_id=kpi_id, goal=goal, calendar=calendar))
        assert isinstance(chosen, KpiChosen), chosen
        return chosen

    def calendar(self, calendar=QUARTERLY):
        """When the round reports."""
        return self.every(SetReportingCalendar(round_id=WHOLE_TEAM.round_id, calendar=calendar))

    def report(self, choice, period, figure, actor=SECRETARIAT, unit=None):
        """A value for a period."""
        return self.ask(
            ReportKpi(
                cluster_id=choice.cluster_id,
                choice_id=choice.choice_id,
                period=period,
                given=value(figure, unit),
                **SAID,
            ),
            actor,
        )

    def correct(self, reported, figure, reason="A slip of the pen."):
        """Another value for the same period."""
        return self.ask(
            CorrectKpi(
                cluster_id=reported.cluster_id,
                choice_id=reported.choice_id,
                observation_id=reported.observation_id,
                given=value(figure),
                reason=reason,
                **SAID,
            )
        )

    def not_there(self, choice, period, reason="The meter was broken."):
        """No figure for a period."""
        return self.ask(
            MarkKpiNotReported(cluster_id=choice.cluster_id, choice_id=choice.choice_id, period=period, reason=reason)
        )

    def sheet(self, cluster=CLUSTER):
        """The KPI sheet of a cluster."""
        return self.desk.read(lambda tx: tx.get(SHEETS, cluster))

    async def wake(self, *moment):
        """Lets everything happen that is due until a moment; gives what was said, with its time."""
        before = self.desk.posted()
        await fire(self.desk.service, find_sheets, at(*moment))
        return list(zip(self.desk.said(before), [e.stamp.at for e in self.desk.envelopes(before)], strict=True))

    def team(self, number, figure, kpi_id="minutes", period=None, consents=True, **change):
        """One more cluster that reports a figure."""
        project = replace(WHOLE_TEAM, worksheet_id=f"w-{number}", lead=f"lead-{number}", **change)
        said = [accepted(project)]
        self.desk.take(*said)
        if consents:
            lead, text = project.lead, {"purpose": ConsentPurpose.BENCHMARKS, "text_version": "1"}
            self.desk.take(ConsentGiven(person_id=lead, given_at=self.desk.noon, **text))
        choice = self.choose(kpi_id, cluster=cluster_id_of(project.worksheet_id))
        reported = self.report(choice, period, figure)
        assert isinstance(reported, KpiReported), reported
        return reported
