"""KPIs as the portal shows them: the catalogue, the sheet of each cluster, reports, benchmarks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from cityteams_contracts.clusters import (
    Calendar,
    Goal,
    KpiChoiceChanged,
    KpiChosen,
    KpiCorrected,
    KpiDefined,
    KpiDefinition,
    KpiDropped,
    KpiDue,
    KpiNotReported,
    KpiOverdue,
    KpiReported,
    KpiRetired,
    Period,
    Standing,
)

_EARLIER = 50
Observed = KpiReported | KpiCorrected | KpiNotReported


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the catalogue."""

    kpi_id: str
    topic: str
    code: str
    definition: KpiDefinition
    retired_at: datetime | None = None
    replaced_by: str | None = None


def defined(_row: Indicator | None, event: KpiDefined, _stamp: object) -> Indicator:
    """It is in the catalogue."""
    return Indicator(event.kpi_id, event.definition.topic or "", event.definition.code, event.definition)


def retired(row: Indicator | None, event: KpiRetired, _stamp: object) -> Indicator | None:
    """It cannot be chosen any more."""
    return row and replace(row, retired_at=event.retired_at, replaced_by=event.replaced_by)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that is waited for; `overdue` once its day has passed."""

    period: Period
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What a cluster is measured by, and how it stands."""

    choice_id: str
    kpi_id: str
    definition: KpiDefinition
    goal: Goal
    calendar: Calendar | None
    own_calendar: bool
    standing: Standing
    chosen_at: datetime
    wanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The KPIs of one cluster; `due` and `overdue` count the reports that are waited for."""

    cluster_id: str
    cluster: str
    round_id: str
    sector: str
    lead: str
    choices: tuple[Choice, ...] = ()
    due: int = 0
    overdue: int = 0

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id."""
        return next((each for each in self.choices if each.choice_id == choice_id), None)


def chosen(row: Sheet | None, event: KpiChosen, _stamp: object) -> Sheet:
    """One indicator more."""
    known = row or Sheet(event.cluster_id, event.cluster, event.round_id, event.sector, event.lead)
    choice = Choice(
        choice_id=event.choice_id,
        kpi_id=event.kpi_id,
        definition=event.definition,
        goal=event.goal,
        calendar=event.calendar,
        own_calendar=event.own_calendar,
        standing=event.standing,
        chosen_at=event.chosen_at,
    )
    return _counted(replace(known, cluster=event.cluster, lead=event.lead, choices=(*known.choices, choice)))


def changed(row: Sheet | None, event: KpiChoiceChanged, _stamp: object) -> Sheet | None:
    """Another goal."""
    return _with(row, event.choice_id, lambda each: replace(
        each, goal=event.goal, calendar=event.calendar, own_calendar=event.own_calendar, standing=event.standing
    ))  # fmt: skip


def dropped(row: Sheet | None, event: KpiDropped, _stamp: object) -> Sheet | None:
    """One indicator less."""
    if row is None:
        return None
    return _counted(replace(row, choices=tuple(each for each in row.choices if each.choice_id != event.choice_id)))


def observed(row: Sheet | None, event: Observed, _stamp: object) -> Sheet | None:
    """A report, or the reason why there is none: what it covers is not waited for."""
    return _with(row, event.choice_id, lambda each: replace(
        each,
        standing=event.standing,
        wanted=tuple(one for one in each.wanted if not event.period.covers(one.period)),
    ))  # fmt: skip


def asked(row: Sheet | None, event: KpiDue | KpiOverdue, _stamp: object) -> Sheet | None:
    """The lead was told that a report is due, or overdue."""
    if row is None:
        return None
    wanted, whom = Wanted(event.period, event.due_on, isinstance(event, KpiOverdue)), {k.choice_id for k in event.kpis}
    choices = tuple(_wanting(each, wanted) if each.choice_id in whom else each for each in row.choices)
    return _counted(replace(row, lead=event.lead, cluster=event.title, choices=choices))


def _wanting(choice: Choice, wanted: Wanted) -> Choice:
    others = tuple(each for each in choice.wanted if each.period != wanted.period)
    return replace(choice, wanted=(*others, wanted))


def _with(row: Sheet | None, choice_id: str, change: Callable[[Choice], Choice]) -> Sheet | None:
    if row is None:
        return None
    choices = tuple(change(each) if each.choice_id == choice_id else each for each in row.choices)
    return _counted(replace(row, choices=choices))


def _counted(sheet: Sheet) -> Sheet:
    every = [one.overdue for each in sheet.choices for one in each.wanted]
    return replace(sheet, due=every.count(False), overdue=every.count(True))
