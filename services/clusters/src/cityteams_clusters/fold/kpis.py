"""What the events of kpis do to the store."""

from collections.abc import Callable
from typing import TypeVar

from cityteams_chassis import Fold, Stamp, folds, notes
from cityteams_clusters.domain.kpis.kpi import Consent, Frozen, Kpi, Published, RoundCalendar
from cityteams_clusters.domain.kpis.observation import Observation, Revision
from cityteams_clusters.domain.kpis.sheet import Sheet
from cityteams_clusters.store.kpis import (
    BENCHMARKS,
    CALENDARS,
    CONSENTS,
    FROZEN,
    OBSERVATIONS,
    REVISIONS,
    SHEETS,
)
from cityteams_clusters.store.kpis import KPIS as CATALOGUE
from cityteams_contracts.clusters import (
    BenchmarkPublished,
    KpiChoiceChanged,
    KpiChosen,
    KpiCorrected,
    KpiDefined,
    KpiDropped,
    KpiDue,
    KpiNotReported,
    KpiOverdue,
    KpiReported,
    KpiRescheduled,
    KpiRetired,
    PeriodFrozen,
    ReportingCalendarSet,
)
from cityteams_contracts.registration import ConsentGiven, ConsentWithdrawn, PersonErased

V = TypeVar("V")
E = TypeVar("E")
_OBSERVED = (KpiReported, KpiCorrected, KpiNotReported)


def _is(begin: Callable[[E], V]) -> Callable[[V | None, E, Stamp], V]:
    """The event alone says what the row is."""
    return lambda _before, event, _stamp: begin(event)


def _retired(before: Kpi | None, event: KpiRetired, _stamp: Stamp) -> Kpi:
    if before is None:
        raise LookupError("an indicator was retired before it was defined")
    return before.retired(event)


def _forgotten(_before: Consent | None, _event: PersonErased, _stamp: Stamp) -> None:
    """Nobody is left who agreed."""


KPIS: tuple[Fold, ...] = (
    folds(KpiDefined, CATALOGUE, by="kpi_id", apply=_is(Kpi.defined)),
    folds(KpiRetired, CATALOGUE, by="kpi_id", apply=_retired),
    folds(ReportingCalendarSet, CALENDARS, by="round_id", apply=_is(RoundCalendar.set)),
    folds(KpiChosen, SHEETS, by="cluster_id", apply=Sheet.chosen),
    folds(KpiChoiceChanged, SHEETS, by="cluster_id", apply=Sheet.changed),
    folds(KpiDropped, SHEETS, by="cluster_id", apply=Sheet.dropped),
    folds(KpiRescheduled, SHEETS, by="cluster_id", apply=Sheet.rescheduled),
    *(notes(each, REVISIONS, OBSERVATIONS, by="observation_id", apply=Revision.of) for each in _OBSERVED),
    *(folds(each, OBSERVATIONS, by="observation_id", apply=Observation.observed) for each in _OBSERVED),
    *(folds(each, SHEETS, by="cluster_id", apply=Sheet.observed) for each in _OBSERVED),
    folds(KpiDue, SHEETS, by="cluster_id", apply=Sheet.told),
    folds(KpiOverdue, SHEETS, by="cluster_id", apply=Sheet.told),
    folds(PeriodFrozen, FROZEN, by="period_id", apply=_is(Frozen.of)),
    folds(BenchmarkPublished, BENCHMARKS, by="benchmark_id", apply=_is(Published.of)),
    folds(ConsentGiven, CONSENTS, by="person_id", apply=Consent.given),
    folds(ConsentWithdrawn, CONSENTS, by="person_id", apply=Consent.withdrawn),
    folds(PersonErased, CONSENTS, by="person_id", apply=_forgotten),
)
