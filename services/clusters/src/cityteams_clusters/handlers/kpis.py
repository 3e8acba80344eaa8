"""KPIs: load, decide, say."""

from datetime import datetime

from cityteams_chassis import Tx
from cityteams_clusters.catalogues import shipped
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.kpis.benchmark import decide_benchmark, decide_freeze
from cityteams_clusters.domain.kpis.choosing import (
    Measured,
    decide_calendar,
    decide_change,
    decide_choice,
    decide_drop,
    living,
    measured,
)
from cityteams_clusters.domain.kpis.defining import decide_adoption, decide_definition, decide_retirement
from cityteams_clusters.domain.kpis.kpi import Frozen
from cityteams_clusters.domain.kpis.peers import Contribution, contributions
from cityteams_clusters.domain.kpis.reminding import decide_reminder
from cityteams_clusters.domain.kpis.reporting import decide_correction, decide_no_report, decide_report
from cityteams_clusters.rights import allow
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.store.kpis import (
    CALENDARS,
    FROZEN,
    KPIS,
    OBSERVATIONS,
    SHEETS,
    comparable_clusters,
    known_of,
    of_code,
    published_of,
    revisions_in,
    seen_of,
    sheets_of,
)
from cityteams_contracts import Command
from cityteams_contracts.clusters import (
    AdoptCatalogue,
    Calendar,
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
from cityteams_contracts.values import ClusterId, RoundId

_OfChoice = ChangeKpiChoice | DropKpi | ReportKpi | CorrectKpi | MarkKpiNotReported


def adopt_catalogue(command: AdoptCatalogue, tx: Tx) -> None:
    """The secretariat takes a shipped catalogue over."""
    allow(command, tx)
    found = shipped(command.catalogue_id)
    indicators = found.indicators if found else None
    tx.say(*decide_adoption(indicators, known_of(tx, list(indicators or ())), tx.now))


def define_kpi(command: DefineKpi, tx: Tx) -> None:
    """The secretariat defines an indicator."""
    allow(command, tx)
    replaced = tx.get(KPIS, command.replaces) if command.replaces else None
    same = of_code(tx, command.definition.code)
    tx.say(*decide_definition(command, tx.get(KPIS, command.kpi_id), replaced, same, tx.now))


def retire_kpi(command: RetireKpi, tx: Tx) -> None:
    """The secretariat retires one."""
    allow(command, tx)
    successor = tx.get(KPIS, command.replaced_by) if command.replaced_by else None
    tx.say(*decide_retirement(command, tx.get(KPIS, command.kpi_id), successor, tx.now))


def set_calendar(command: SetReportingCalendar, tx: Tx) -> None:
    """The secretariat says when a round reports."""
    allow(command, tx)
    tx.say(*decide_calendar(command, sheets_of(tx, command.round_id), tx.now))


def choose_kpi(command: ChooseKpi, tx: Tx) -> None:
    """A cluster takes an indicator on."""
    cluster = _allowed(command, tx)
    of_round = _calendar_of(tx, cluster.round_id) if cluster else None
    kpi, sheet = tx.get(KPIS, command.kpi_id), tx.get(SHEETS, command.cluster_id)
    new_id = tx.new_id("choice")
    tx.say(*decide_choice(command, cluster, kpi, sheet, of_round=of_round, choice_id=new_id, now=tx.now))


def change_choice(command: ChangeKpiChoice, tx: Tx) -> None:
    """A cluster changes its goal or calendar."""
    cluster, it = _measured(command, tx)
    latest = seen_of(tx, command.choice_id, None).latest_without(None)
    tx.say(*decide_change(command, it, latest, _calendar_of(tx, cluster.round_id), tx.now))


def drop_kpi(command: DropKpi, tx: Tx) -> None:
    """A cluster drops an indicator."""
    tx.say(*decide_drop(command, _measured(command, tx)[1], tx.now))


def report_kpi(command: ReportKpi, tx: Tx) -> None:
    """A cluster reports a period."""
    _, it = _measured(command, tx)
    seen = seen_of(tx, command.choice_id, command.period)
    tx.say(*decide_report(command, it, seen, tx.new_id("observation"), tx.now))


def correct_kpi(command: CorrectKpi, tx: Tx) -> None:
    """A cluster corrects a report."""
    _, it = _measured(command, tx)
    before, seen = tx.get(OBSERVATIONS, command.observation_id), seen_of(tx, command.choice_id, None)
    tx.say(*decide_correction(command, it, before, seen, tx.now))


def mark_not_reported(command: MarkKpiNotReported, tx: Tx) -> None:
    """A cluster says that there is no figure."""
    _, it = _measured(command, tx)
    seen = seen_of(tx, command.choice_id, command.period)
    tx.say(*decide_no_report(command, it, seen, tx.new_id("observation"), tx.now))


def freeze_period(command: FreezePeriod, tx: Tx) -> None:
    """The secretariat freezes a period."""
    allow(command, tx)
    tx.say(*decide_freeze(command, tx.get(FROZEN, command.period_id), tx.now))


def publish_benchmark(command: PublishBenchmark, tx: Tx) -> None:
    """The secretariat has an indicator compared."""
    allow(command, tx)
    frozen, before = tx.get(FROZEN, command.period_id), published_of(tx, command.kpi_id, command.measure)
    last = tx.get(FROZEN, before[0].period_id) if before else None
    tx.say(
        *decide_benchmark(
            command,
            frozen,
            tx.get(KPIS, command.kpi_id),
            before,
            now_given=_given(command, frozen, tx.now, tx) if frozen else (),
            last_given=_given(command, last, before[0].published_at, tx) if last else None,
            new_id=tx.new_id("benchmark"),
            now=tx.now,
        )
    )


def wake_sheet(cluster_id: ClusterId, tx: Tx) -> None:
    """The moment of a sheet has come."""
    tx.say(*decide_reminder(tx.get(SHEETS, cluster_id), tx.get(CLUSTERS, cluster_id), tx.now))


def _given(command: PublishBenchmark, frozen: Frozen, at: datetime, tx: Tx) -> list[Contribution]:
    """What those who agreed at that moment contribute."""
    clusters = comparable_clusters(tx, command.kpi_id, at)
    return contributions(revisions_in(tx, frozen, command.kpi_id), clusters, command.measure, command.grouping)


def _allowed(command: Command, tx: Tx) -> Cluster | None:
    """The cluster, when its lead, an official, one who speaks for a member, or the secretariat asks."""
    cluster = tx.get(CLUSTERS, command.key)
    members = (*cluster.officials, *cluster.speakers.values()) if cluster else ()
    allow(command, tx, lead=(cluster.lead,) if cluster else (), member=members)
    return cluster


def _measured(command: _OfChoice, tx: Tx) -> tuple[Cluster, Measured]:
    cluster = living(_allowed(command, tx))
    sheet = tx.get(SHEETS, command.cluster_id)
    choice = sheet.choice(command.choice_id) if sheet else None
    return cluster, measured(sheet, command.choice_id, tx.get(KPIS, choice.kpi_id) if choice else None)


def _calendar_of(tx: Tx, round_id: RoundId) -> Calendar | None:
    found = tx.get(CALENDARS, round_id)
    return found.calendar if found else None
