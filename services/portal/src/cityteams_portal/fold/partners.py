"""What the events of partners do to the portal's copy."""

from cityteams_chassis import Fold, folds
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
from cityteams_portal.domain.partners import Introduction, OpenPartnerRun, PartnerList, PartnerRun, TextHint
from cityteams_portal.store.partners import INTRODUCTIONS, OPEN_PARTNER_RUNS, PARTNER_LISTS, PARTNER_RUNS, TEXT_HINTS

_CHANGES = (IntroductionAnswered, IntroductionRevised, PartnersIntroduced, IntroductionExpired, IntroductionCancelled)

PARTNERS: tuple[Fold, ...] = (
    folds(PartnersRanked, PARTNER_LISTS, by="organisation_id", apply=PartnerList.ranked),
    folds(PartnerMatchingStarted, OPEN_PARTNER_RUNS, by="run_id", apply=OpenPartnerRun.started),
    folds(PartnersMatched, OPEN_PARTNER_RUNS, by="run_id", apply=OpenPartnerRun.ended),
    folds(PartnersMatched, PARTNER_RUNS, by="run_id", apply=PartnerRun.matched),
    folds(IntroductionAsked, INTRODUCTIONS, by="introduction_id", apply=Introduction.asked),
    *(folds(event, INTRODUCTIONS, by="introduction_id", apply=Introduction.changed) for event in _CHANGES),
    folds(SectorSuggested, TEXT_HINTS, by="worksheet_id", apply=TextHint.suggested),
    folds(SimilarClustersFound, TEXT_HINTS, by="worksheet_id", apply=TextHint.near),
)
