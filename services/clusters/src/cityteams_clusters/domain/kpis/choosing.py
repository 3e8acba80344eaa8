"""The decisions on what a cluster is measured by."""

from dataclasses import dataclass
from datetime import date, datetime

from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.kpis.figures import possible
from cityteams_clusters.domain.kpis.kpi import Kpi
from cityteams_clusters.domain.kpis.periods import FIRST_DAY, LAST_DAY, check_calendar
from cityteams_clusters.domain.kpis.progress import NOT_REPORTED, standing_of
from cityteams_clusters.domain.kpis.sheet import Choice, Sheet
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    Calendar,
    ChangeKpiChoice,
    ChoiceId,
    ChooseKpi,
    Direction,
    DropKpi,
    Goal,
    KpiChoiceChanged,
    KpiChosen,
    KpiDefinition,
    KpiDropped,
    KpiRescheduled,
    ReportingCalendarSet,
    SetReportingCalendar,
)

MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """A choice that is there, with its indicator."""

    choice: Choice
    kpi: Kpi

    @property
    def definition(self) -> KpiDefinition:
        """What is measured."""
        return self.kpi.definition


def living(cluster: Cluster | None) -> Cluster:
    """The cluster; raises Rejected when there is none, or none any more."""
    if cluster is None:
        raise Rejected("the-cluster-is-unknown", "No cluster has this id; look it up in the list.", "cluster_id")
    if cluster.state is ClusterState.DISSOLVED:
        raise Rejected("cluster-is-dissolved", "The team is no more; nothing is measured any longer.", "cluster_id")
    return cluster


def measured(sheet: Sheet | None, choice_id: ChoiceId, kpi: Kpi | None) -> Measured:
    """The choice with its indicator; raises Rejected when this cluster does not have it."""
    choice = sheet.choice(choice_id) if sheet else None
    if choice is None or kpi is None:
        reason = "This cluster is not measured by that; look the choice up on its page."
        raise Rejected("the-choice-is-unknown", reason, "choice_id")
    return Measured(choice, kpi)


def decide_choice(  # noqa: PLR0913 - what is known of each thing it names
    command: ChooseKpi,
    cluster: Cluster | None,
    kpi: Kpi | None,
    sheet: Sheet | None,
    *,
    of_round: Calendar | None,
    choice_id: ChoiceId,
    now: datetime,
) -> list[Event]:
    """A cluster takes an indicator on. Raises `Rejected`."""
    team, indicator = living(cluster), _usable(kpi)
    taken = sheet.choices if sheet else ()
    if any(each.kpi_id == indicator.kpi_id for each in taken):
        raise Rejected(
            "the-indicator-is-already-chosen", "Change the choice that is there, or drop it first.", "kpi_id"
        )
    if len(taken) >= MOST_CHOICES:
        reason = f"A cluster has at most {MOST_CHOICES} indicators; drop one that nobody looks at."
        raise Rejected("too-many-indicators", reason, "kpi_id")
    goal = checked_goal(indicator.definition, command.goal, now.date())
    check_calendar(command.calendar)
    return [
        KpiChosen(
            cluster_id=team.cluster_id,
            choice_id=choice_id,
            kpi_id=indicator.kpi_id,
            definition=indicator.definition,
            cluster=team.title,
            round_id=team.round_id,
            sector=team.sector,
            lead=team.lead,
            goal=goal,
            calendar=command.calendar or of_round,
            own_calendar=command.calendar is not None,
            standing=NOT_REPORTED,
            chosen_at=now,
        )
    ]


def decide_change(
    command: ChangeKpiChoice, it: Measured, latest: tuple[date, float] | None, of_round: Calendar | None, now: datetime
) -> list[Event]:
    """Another goal or calendar; the event keeps the reason, the log what was before. Raises `Rejected`."""
    kept = it.choice.goal.due == command.goal.due  # a date that has passed may stay, and be the reason of the change
    goal = checked_goal(it.definition, command.goal, FIRST_DAY if kept else now.date())
    check_calendar(command.calendar)
    calendar, own = command.calendar or of_round, command.calendar is not None
    if (goal, calendar, own) == (it.choice.goal, it.choice.calendar, it.choice.own_calendar):
        raise Rejected("nothing-was-changed", "Goal and calendar are as before; change something, or leave it.", "goal")
    return [
        KpiChoiceChanged(
            cluster_id=command.cluster_id,
            choice_id=it.choice.choice_id,
            kpi_id=it.kpi.kpi_id,
            goal=goal,
            calendar=calendar,
            own_calendar=own,
            reason=command.reason,
            standing=standing_of(latest, goal, it.definition.direction),
            changed_at=now,
        )
    ]


def decide_drop(command: DropKpi, it: Measured, now: datetime) -> list[Event]:
    """No longer measured by it."""
    return [dropped(command.cluster_id, it.choice, command.reason, now)]


def dropped(cluster_id: str, choice: Choice, reason: str, now: datetime) -> KpiDropped:
    """The end of a choice."""
    return KpiDropped(
        cluster_id=cluster_id, choice_id=choice.choice_id, kpi_id=choice.kpi_id, reason=reason, dropped_at=now
    )


def decide_calendar(command: SetReportingCalendar, sheets: list[Sheet], now: datetime) -> list[Event]:
    """When a round reports, and the change for each of its clusters that has no calendar of its own."""
    check_calendar(command.calendar)
    moved = [each for each in sheets if any(not choice.own_calendar for choice in each.choices)]
    return [
        ReportingCalendarSet(round_id=command.round_id, calendar=command.calendar, set_at=now),
        *(KpiRescheduled(cluster_id=each.cluster_id, calendar=command.calendar, rescheduled_at=now) for each in moved),
    ]


def checked_goal(it: KpiDefinition, goal: Goal, today: date) -> Goal:
    """The goal with its figures checked; raises Rejected. `today` is the first day that a new target date may be."""
    target = possible(it, goal.target, "goal.target")
    baseline = None if goal.baseline is None else possible(it, goal.baseline, "goal.baseline")
    _check_way(it, baseline, target)
    if goal.due is not None and not today <= goal.due <= LAST_DAY:
        raise Rejected("the-target-date-is-past", f"{goal.due} is over; give a day from {today} on.", "goal.due")
    if goal.baseline_on is not None and goal.due is not None and goal.baseline_on >= goal.due:
        reason = "The day of the baseline must be before that of the target; correct one of them."
        raise Rejected("the-baseline-is-after-the-target", reason, "goal.baseline_on")
    if goal.baseline_on is not None and goal.baseline is None:
        reason = "There is a day but no baseline; give the value, or leave the day out."
        raise Rejected("the-baseline-has-no-value", reason, "goal.baseline")
    return goal.model_copy(update={"target": target, "baseline": baseline})


def _check_way(it: KpiDefinition, baseline: float | None, target: float) -> None:
    if baseline is None:
        return
    wrong = (it.direction is Direction.HIGHER and target < baseline) or (
        it.direction is Direction.LOWER and target > baseline
    )
    if wrong:
        reason = f"Of {it.title}, {it.direction} is better, but the target is worse than the baseline; exchange them."
        raise Rejected("the-target-goes-the-wrong-way", reason, "goal.target")


def _usable(kpi: Kpi | None) -> Kpi:
    if kpi is None:
        raise Rejected("the-indicator-is-unknown", "No indicator has this id; look it up in the catalogue.", "kpi_id")
    if kpi.retired_at is not None:
        instead = f" Take {kpi.replaced_by} instead." if kpi.replaced_by else " Choose another one."
        raise Rejected("the-indicator-is-retired", f"It can no longer be chosen.{instead}", "kpi_id")
    return kpi
