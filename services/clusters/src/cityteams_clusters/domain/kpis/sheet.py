"""The KPI sheet of a cluster: what it chose, and when it is to be asked next. The fold of its own events."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cityteams_clusters.domain.kpis.periods import Step, is_open, next_steps, periods_since
from cityteams_contracts.clusters import (
    Calendar,
    ChoiceId,
    Goal,
    KpiChoiceChanged,
    KpiChosen,
    KpiCorrected,
    KpiDropped,
    KpiDue,
    KpiId,
    KpiNotReported,
    KpiOverdue,
    KpiReported,
    KpiRescheduled,
    Period,
)
from cityteams_contracts.values import ClusterId, RoundId

_KEPT = 100
_Observed = KpiReported | KpiCorrected | KpiNotReported


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that a cluster chose; everything due until `told_until` has been said."""

    choice_id: ChoiceId
    kpi_id: KpiId
    title: str
    goal: Goal
    calendar: Calendar | None
    own_calendar: bool
    since: date
    told_until: datetime
    settled: tuple[Period, ...] = ()

    def next_steps(self) -> list[Step]:
        """The next reminders, all at the same moment; none when none is to come."""
        if self.calendar is None:
            return []
        return next_steps(self.calendar, self.since, self.told_until, self.settled, self.goal.due)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one cluster is measured by; `wakes_at` is when it has to be asked next."""

    cluster_id: ClusterId
    round_id: RoundId
    choices: tuple[Choice, ...] = ()
    wakes_at: datetime | None = None

    def choice(self, choice_id: ChoiceId) -> Choice | None:
        """The choice of that id, or None when it was dropped or never made."""
        return next((each for each in self.choices if each.choice_id == choice_id), None)

    @staticmethod
    def chosen(before: "Sheet | None", event: KpiChosen, _stamp: object) -> "Sheet":
        """One indicator more."""
        known = before or Sheet(event.cluster_id, event.round_id)
        choice = Choice(
            choice_id=event.choice_id,
            kpi_id=event.kpi_id,
            title=event.definition.title,
            goal=event.goal,
            calendar=event.calendar,
            own_calendar=event.own_calendar,
            since=event.chosen_at.date(),
            told_until=event.chosen_at,
        )
        return _awake(replace(known, choices=(*known.choices, choice)))

    @staticmethod
    def changed(before: "Sheet | None", event: KpiChoiceChanged, _stamp: object) -> "Sheet":
        """Another goal or calendar; what was due before the change is not said again."""
        return _with(before, event.choice_id, lambda each: replace(
            each,
            goal=event.goal,
            calendar=event.calendar,
            own_calendar=event.own_calendar,
            told_until=max(each.told_until, event.changed_at),
        ))  # fmt: skip

    @staticmethod
    def dropped(before: "Sheet | None", event: KpiDropped, _stamp: object) -> "Sheet":
        """One indicator less."""
        known = _there(before)
        return _awake(
            replace(known, choices=tuple(each for each in known.choices if each.choice_id != event.choice_id))
        )

    @staticmethod
    def rescheduled(before: "Sheet | None", event: KpiRescheduled, _stamp: object) -> "Sheet":
        """The round has another calendar."""
        known = _there(before)
        choices = tuple(
            each
            if each.own_calendar
            else replace(each, calendar=event.calendar, told_until=max(each.told_until, event.rescheduled_at))
            for each in known.choices
        )
        return _awake(replace(known, choices=choices))

    @staticmethod
    def observed(before: "Sheet | None", event: _Observed, _stamp: object) -> "Sheet":
        """A period is settled: nobody is asked for it any more. Also when there is no figure, and a reason."""
        return _with(before, event.choice_id, lambda each: _settled(each, event.period))

    @staticmethod
    def told(before: "Sheet | None", event: KpiDue | KpiOverdue, stamp: object) -> "Sheet":
        """What was due at this moment has been said."""
        known, asked = _there(before), {each.choice_id for each in event.kpis}
        at: datetime = stamp.at  # type: ignore[attr-defined]
        choices = tuple(
            replace(each, told_until=max(each.told_until, at)) if each.choice_id in asked else each
            for each in known.choices
        )
        return _awake(replace(known, choices=choices))


def _there(sheet: Sheet | None) -> Sheet:
    if sheet is None:
        raise LookupError("an event of a KPI sheet came before the first choice")
    return sheet


def _with(before: Sheet | None, choice_id: ChoiceId, change: Callable[[Choice], Choice]) -> Sheet:
    known = _there(before)
    choices = tuple(change(each) if each.choice_id == choice_id else each for each in known.choices)
    return _awake(replace(known, choices=choices))


def _settled(choice: Choice, period: Period) -> Choice:
    """Nobody asks for what the period covers; what will never be asked again is let go, so that the row stays small."""
    settled = tuple(sorted({*choice.settled, period}, key=lambda each: (each.end, each.start)))
    if choice.calendar is None:
        return replace(choice, settled=settled[-_KEPT:])
    since = choice.since
    for each in periods_since(choice.calendar, choice.since, choice.goal.due):
        if not any(one.covers(each) for one in settled) and is_open(choice.calendar, each, choice.told_until):
            break
        since = each.end + timedelta(days=1)
    matters = tuple(each for each in settled if each.end >= since and _ends_one(choice.calendar, each))
    return replace(choice, settled=matters, since=since)


def _ends_one(calendar: Calendar, observed: Period) -> bool:
    """Whether the last day of a reporting period lies in what was observed."""
    return next(periods_since(calendar, observed.start, None), observed).end <= observed.end


def _awake(sheet: Sheet) -> Sheet:
    moments = [step.at for choice in sheet.choices for step in choice.next_steps()]
    return replace(sheet, wakes_at=min(moments, default=None))
