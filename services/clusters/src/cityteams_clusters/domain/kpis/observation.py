"""What is known of one period of one choice, and every earlier version of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from cityteams_contracts.clusters import (
    ChoiceId,
    KpiCorrected,
    KpiId,
    KpiNotReported,
    KpiReported,
    Period,
)
from cityteams_contracts.values import ClusterId, Id

Observed = KpiReported | KpiCorrected | KpiNotReported


class _Stamped(Protocol):
    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Observation:
    """The last word on a period; `value` is None when there is no figure."""

    observation_id: Id
    choice_id: ChoiceId
    cluster_id: ClusterId
    kpi_id: KpiId
    period_start: date
    period_end: date
    revision: int
    value: float | None

    @property
    def period(self) -> Period:
        """From the first to the last day."""
        return Period(start=self.period_start, end=self.period_end)

    @staticmethod
    def observed(_before: "Observation | None", event: Observed, _stamp: object) -> "Observation":
        """A report, a correction, or that there is none."""
        return Observation(
            observation_id=event.observation_id,
            choice_id=event.choice_id,
            cluster_id=event.cluster_id,
            kpi_id=event.kpi_id,
            period_start=event.period.start,
            period_end=event.period.end,
            revision=event.revision,
            value=None if isinstance(event, KpiNotReported) else event.value,
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One thing that was ever said of a period, and when: what a frozen period is read from."""

    revision_id: Id
    observation_id: Id
    cluster_id: ClusterId
    kpi_id: KpiId
    period_end: date
    revision: int
    said_at: datetime
    value: float | None
    progress: float | None

    @staticmethod
    def of(_before: Observation | None, event: Observed, stamp: _Stamped) -> "Revision":
        """A row of its own for each event."""
        told = None if isinstance(event, KpiNotReported) else event
        return Revision(
            revision_id=stamp.id,
            observation_id=event.observation_id,
            cluster_id=event.cluster_id,
            kpi_id=event.kpi_id,
            period_end=event.period.end,
            revision=event.revision,
            said_at=stamp.at,
            value=told.value if told else None,
            progress=told.progress if told else None,
        )
