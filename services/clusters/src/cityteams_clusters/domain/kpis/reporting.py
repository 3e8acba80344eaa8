"""The decisions on observations: what was reported, corrected, and said not to be there."""

from dataclasses import dataclass
from datetime import date, datetime

from cityteams_clusters.domain.kpis.choosing import Measured
from cityteams_clusters.domain.kpis.figures import figure
from cityteams_clusters.domain.kpis.observation import Observation
from cityteams_clusters.domain.kpis.periods import check_period
from cityteams_clusters.domain.kpis.progress import progress_of, standing_of
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    CorrectKpi,
    KpiCorrected,
    KpiNotReported,
    KpiReported,
    MarkKpiNotReported,
    Period,
    ReportKpi,
    Standing,
)
from cityteams_contracts.values import Id


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known beside: observations that share a day with the period, and the latest ones with a value."""

    overlapping: tuple[Observation, ...] = ()
    latest: tuple[Observation, ...] = ()

    def latest_without(self, observation_id: Id | None) -> tuple[date, float] | None:
        """The last day and value of the latest observation that is another one."""
        return next(
            (
                (o.period_end, o.value)
                for o in self.latest
                if o.observation_id != observation_id and o.value is not None
            ),
            None,
        )


def decide_report(command: ReportKpi, it: Measured, seen: Seen, new_id: Id, now: datetime) -> list[Event]:
    """A value for a period that has none yet. Raises `Rejected`."""
    check_period(command.period, now.date())
    before = _same_period(command.period, seen)
    if before is not None and before.value is not None:
        reason = "There is a value for this very period; correct that one, so that its history is kept."
        raise Rejected("the-period-is-already-reported", reason, "period")
    value = figure(it.definition, command.given)
    observation_id = before.observation_id if before else new_id
    return [
        KpiReported(
            cluster_id=command.cluster_id,
            choice_id=it.choice.choice_id,
            kpi_id=it.kpi.kpi_id,
            observation_id=observation_id,
            revision=before.revision + 1 if before else 1,
            period=command.period,
            value=value,
            unit=it.definition.unit,
            given=command.given,
            grade=command.grade,
            source=command.source,
            verified_by=command.verified_by,
            note=command.note,
            progress=progress_of(value, it.choice.goal, it.definition.direction),
            standing=_standing(it, seen, observation_id, command.period, value),
            reported_at=now,
        )
    ]


def decide_correction(
    command: CorrectKpi, it: Measured, before: Observation | None, seen: Seen, now: datetime
) -> list[Event]:
    """Another value for a period. Raises `Rejected`."""
    if before is None or before.choice_id != it.choice.choice_id:
        raise Rejected("the-observation-is-unknown", "This choice has no such report; look it up.", "observation_id")
    value = figure(it.definition, command.given)
    return [
        KpiCorrected(
            cluster_id=command.cluster_id,
            choice_id=it.choice.choice_id,
            kpi_id=it.kpi.kpi_id,
            observation_id=before.observation_id,
            revision=before.revision + 1,
            period=before.period,
            value=value,
            unit=it.definition.unit,
            given=command.given,
            grade=command.grade,
            source=command.source,
            verified_by=command.verified_by,
            note=command.note,
            reason=command.reason,
            progress=progress_of(value, it.choice.goal, it.definition.direction),
            standing=_standing(it, seen, before.observation_id, before.period, value),
            corrected_at=now,
        )
    ]


def decide_no_report(command: MarkKpiNotReported, it: Measured, seen: Seen, new_id: Id, now: datetime) -> list[Event]:
    """There is no figure for a period, whatever was said before. Raises `Rejected`."""
    check_period(command.period, now.date())
    before = _same_period(command.period, seen)
    observation_id = before.observation_id if before else new_id
    return [
        KpiNotReported(
            cluster_id=command.cluster_id,
            choice_id=it.choice.choice_id,
            kpi_id=it.kpi.kpi_id,
            observation_id=observation_id,
            revision=before.revision + 1 if before else 1,
            period=command.period,
            reason=command.reason,
            standing=_standing(it, seen, observation_id, command.period, None),
            marked_at=now,
        )
    ]


def _same_period(period: Period, seen: Seen) -> Observation | None:
    """The observation of this very period, if there is one; raises Rejected when another shares a day with it."""
    same = next((each for each in seen.overlapping if each.period == period), None)
    other = next((each for each in seen.overlapping if each.period != period), None)
    if other is not None:
        reason = (
            f"{other.period_start} to {other.period_end} is reported already and shares days with it. Report the days"
            " that are missing, or correct that report."
        )
        raise Rejected("the-periods-overlap", reason, "period")
    return same


def _standing(it: Measured, seen: Seen, observation_id: Id, period: Period, value: float | None) -> Standing:
    """By the value of the latest period: that of this one, or of a later one that is there already."""
    other = seen.latest_without(observation_id)
    mine = None if value is None else (period.end, value)
    latest = max((each for each in (mine, other) if each is not None), default=None, key=lambda each: each[0])
    return standing_of(latest, it.choice.goal, it.definition.direction)
