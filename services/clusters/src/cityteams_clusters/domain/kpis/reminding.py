"""What a cluster is told when the moment has come: which reports are wanted, and which did not come."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.kpis.choosing import dropped
from cityteams_clusters.domain.kpis.periods import Step
from cityteams_clusters.domain.kpis.sheet import Choice, Sheet
from cityteams_contracts import Event
from cityteams_contracts.clusters import KpiAsked, KpiDue, KpiOverdue

_GONE = "The team is no more."
_Asked = tuple[Step, Choice]


def decide_reminder(sheet: Sheet | None, cluster: Cluster | None, at: datetime) -> list[Event]:
    """What is due at this moment, one event for all indicators of the same period; nothing when it was settled."""
    if sheet is None or sheet.wakes_at is None or sheet.wakes_at > at:
        return []
    if cluster is None or cluster.state is ClusterState.DISSOLVED:
        return [dropped(sheet.cluster_id, each, _GONE, at) for each in sheet.choices]
    due = [(step, each) for each in sheet.choices for step in each.next_steps() if step.at <= at]
    return [_said(cluster, step, group) for step, group in _together(due)]


def _together(due: Iterable[_Asked]) -> Iterable[tuple[Step, list[Choice]]]:
    ordered = sorted(due, key=lambda each: (_order(each[0]), each[1].choice_id))
    for _, group in groupby(ordered, key=lambda each: _order(each[0])):
        asked = list(group)
        yield asked[0][0], [choice for _, choice in asked]


def _order(step: Step) -> tuple[object, ...]:
    return (step.at, step.period.end, step.period.start, step.due_on, step.days, step.late)


def _said(cluster: Cluster, step: Step, choices: list[Choice]) -> KpiDue | KpiOverdue:
    kind = KpiOverdue if step.late else KpiDue
    return kind(
        cluster_id=cluster.cluster_id,
        title=cluster.title,
        lead=cluster.lead,
        period=step.period,
        due_on=step.due_on,
        days=step.days,
        kpis=tuple(KpiAsked(choice_id=each.choice_id, kpi_id=each.kpi_id, title=each.title) for each in choices),
    )
