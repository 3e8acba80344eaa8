"""What the events of partners, introductions and texts do to the store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from cityteams_chassis import Fold, Stamp, folds
from cityteams_clusters.domain.partners.introduction import Introduction
from cityteams_clusters.domain.partners.run import OpenRun, PartnerList, PartnerRun
from cityteams_clusters.domain.partners.sheet import Reading, Sheet, sha256_of, text_of
from cityteams_clusters.domain.partners.taxonomy import Taxonomy
from cityteams_clusters.partners.store import (
    INTRODUCTIONS,
    OPEN_RUNS,
    PARTNER_LISTS,
    PARTNER_RUNS,
    READINGS,
    SHEETS,
    TAXONOMIES,
)
from cityteams_contracts.clusters import (
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    IntroductionRevised,
    PartnerMatchingStarted,
    PartnersIntroduced,
    PartnersMatched,
    PartnersRanked,
    SectorSuggested,
    SimilarClustersFound,
)
from cityteams_contracts.registration import (
    RoundOpened,
    RoundRevised,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)

Written = WorksheetSubmitted | WorksheetResubmitted | WorksheetAccepted | SupplementGiven


def _sheet(state: Sheet | None, event: Written, _stamp: Stamp) -> Sheet:
    accepted = isinstance(event, WorksheetAccepted) or (state is not None and state.accepted)
    return Sheet.of(event.worksheet_id, event.round_id, event.project, accepted)


def _moment(event: Written) -> datetime:
    if isinstance(event, WorksheetAccepted):
        return event.accepted_at
    return event.given_at if isinstance(event, SupplementGiven) else event.submitted_at


def _reading(state: Reading | None, event: Written, _stamp: Stamp) -> Reading:
    text, at = text_of(event.project), _moment(event)
    return state.changed(text, at) if state else Reading(event.worksheet_id, sha256_of(text), at)


def _wordless(state: Reading | None, event: WorksheetWithdrawn | WorksheetDeclined, _stamp: Stamp) -> Reading:
    at = event.withdrawn_at if isinstance(event, WorksheetWithdrawn) else event.declined_at
    return replace(state or Reading(event.worksheet_id, "", at), text_sha256="", changed_at=at)


def _if_there(change: Callable[[Any, Any], Any]) -> Callable[[Any, Any, Stamp], Any]:
    """The row may be gone by now: what was asked or read then is history."""
    return lambda state, event, _stamp: None if state is None else change(state, event)


def _ends(_state: object, _event: object, _stamp: Stamp) -> None:
    """The row is gone, if it was there."""


def _sectors(_state: Taxonomy | None, event: RoundOpened | RoundRevised, _stamp: Stamp) -> Taxonomy:
    return Taxonomy.of(event)


_WRITTEN = (WorksheetSubmitted, WorksheetResubmitted, WorksheetAccepted, SupplementGiven)
_GONE = (WorksheetWithdrawn, WorksheetDeclined)

PARTNERS: tuple[Fold, ...] = (
    *(folds(written, SHEETS, by="worksheet_id", apply=_sheet) for written in _WRITTEN),
    *(folds(written, READINGS, by="worksheet_id", apply=_reading) for written in _WRITTEN),
    *(folds(gone, SHEETS, by="worksheet_id", apply=_ends) for gone in _GONE),
    *(folds(gone, READINGS, by="worksheet_id", apply=_wordless) for gone in _GONE),
    folds(RoundOpened, TAXONOMIES, by="round_id", apply=_sectors),
    folds(RoundRevised, TAXONOMIES, by="round_id", apply=_sectors),
    folds(
        SectorSuggested, READINGS, by="worksheet_id", apply=lambda state, event, _stamp: Reading.suggested(state, event)
    ),
    folds(SimilarClustersFound, READINGS, by="worksheet_id", apply=_if_there(lambda state, _event: state)),
    folds(PartnerMatchingStarted, OPEN_RUNS, by="run_id", apply=lambda _state, event, _stamp: OpenRun.of(event)),
    folds(PartnersMatched, OPEN_RUNS, by="run_id", apply=_ends),
    folds(PartnersMatched, PARTNER_RUNS, by="run_id", apply=lambda _state, event, _stamp: PartnerRun.of(event)),
    folds(PartnersRanked, PARTNER_LISTS, by="organisation_id", apply=lambda _s, event, _stamp: PartnerList.of(event)),
    folds(
        IntroductionAsked,
        INTRODUCTIONS,
        by="introduction_id",
        apply=lambda _, event, _stamp: Introduction.asked(event),
    ),
    folds(IntroductionAnswered, INTRODUCTIONS, by="introduction_id", apply=_if_there(Introduction.answered)),
    folds(IntroductionRevised, INTRODUCTIONS, by="introduction_id", apply=_if_there(Introduction.revised)),
    folds(PartnersIntroduced, INTRODUCTIONS, by="introduction_id", apply=_if_there(Introduction.made)),
    folds(IntroductionExpired, INTRODUCTIONS, by="introduction_id", apply=_if_there(Introduction.expired)),
    folds(IntroductionCancelled, INTRODUCTIONS, by="introduction_id", apply=_if_there(Introduction.cancelled)),
)
