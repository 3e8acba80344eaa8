"""What the events of planning do to the store."""

from cityteams_chassis import Fold, Stamp, folds
from cityteams_contracts.events import (
    AgendaImproved,
    AgendaInfeasible,
    AgendaReleased,
    AgendaSolved,
    AvailabilityStated,
    Away,
    BoothAsked,
    BoothGiven,
    BoothRefused,
    BoothRequestWithdrawn,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    InterestsStated,
    PeopleTreatedAsOne,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    RulesSet,
    SessionAccepted,
    SessionChanged,
    SessionDeclined,
    SessionPlaced,
    SessionProposed,
    SessionsDelayed,
    SessionUnplaced,
    SessionWithdrawn,
    SolvingBegun,
    SolvingStopAsked,
    TravelSupportAsked,
    TravelSupportGranted,
    TravelSupportRefused,
)
from cityteams_contracts.registration import OrganisationMerged
from cityteams_events.domain.gathering import Gathering, Release
from cityteams_events.domain.planning.booths import BoothRequest
from cityteams_events.domain.planning.granting import TravelRequest
from cityteams_events.domain.planning.plan import Plan
from cityteams_events.domain.planning.runs import Mending, Solving
from cityteams_events.domain.planning.session import Session
from cityteams_events.store import GATHERINGS, RELEASES
from cityteams_events.store.planning import (
    ABSENCES,
    ALIASES,
    BOOTH_REQUESTS,
    MERGED_ORGANISATIONS,
    OLD_RELEASES,
    PLANS,
    REPAIRS,
    SESSIONS,
    SOLVINGS,
    TRAVEL_REQUESTS,
    WISHES,
    Absence,
    Alias,
    MergedOrganisation,
    OldRelease,
    Wish,
    release_key,
)


def _one(_state: Alias | None, event: PeopleTreatedAsOne, _stamp: Stamp) -> Alias:
    return Alias(event.person_id, event.same_as)


def _merged(_state: MergedOrganisation | None, event: OrganisationMerged, _stamp: Stamp) -> MergedOrganisation:
    return MergedOrganisation(event.organisation_id, event.into)


def _numbered(event: AgendaReleased) -> str:
    return release_key(event.gathering_id, event.release)


def _kept(_state: OldRelease | None, event: AgendaReleased, _stamp: Stamp) -> OldRelease:
    return OldRelease(_numbered(event), event.gathering_id, event.release, event.entries, event.sessions)


def _personal(event: InterestsStated | AvailabilityStated) -> str:
    return f"{event.gathering_id}/{event.person_id}"


def _wished(_state: Wish | None, event: InterestsStated, _stamp: Stamp) -> Wish | None:
    return Wish(_personal(event), event.gathering_id, event.sessions) if event.sessions else None


def _away(_state: Absence | None, event: AvailabilityStated, _stamp: Stamp) -> Absence | None:
    away = tuple(Away(person_id=event.person_id, starts=each.starts, ends=each.ends) for each in event.away)
    return Absence(_personal(event), event.gathering_id, away) if away else None


_GATHERINGS: tuple[Fold, ...] = (
    folds(GatheringChanged, GATHERINGS, by="gathering_id", apply=Gathering.changed),
    folds(GatheringSlipped, GATHERINGS, by="gathering_id", apply=Gathering.slipped),
    folds(GatheringSlipped, RELEASES, by="gathering_id", apply=Release.slipped),
    folds(GatheringSlipped, PLANS, by="gathering_id", apply=Plan.slipped),
    folds(GatheringCancelled, GATHERINGS, by="gathering_id", apply=Gathering.called_off),
    folds(AgendaReleased, OLD_RELEASES, by=_numbered, apply=_kept),
    folds(SessionsDelayed, PLANS, by="gathering_id", apply=Plan.delayed),
)
_SESSIONS: tuple[Fold, ...] = (
    folds(SessionProposed, SESSIONS, by="session_id", apply=Session.proposed),
    folds(SessionAccepted, SESSIONS, by="session_id", apply=Session.accepted),
    folds(SessionDeclined, SESSIONS, by="session_id", apply=Session.declined),
    folds(SessionChanged, SESSIONS, by="session_id", apply=Session.changed),
    folds(SessionWithdrawn, SESSIONS, by="session_id", apply=Session.withdrawn),
    folds(PeopleTreatedAsOne, ALIASES, by="person_id", apply=_one),
    folds(OrganisationMerged, MERGED_ORGANISATIONS, by="organisation_id", apply=_merged),
    folds(InterestsStated, WISHES, by=_personal, apply=_wished),
    folds(AvailabilityStated, ABSENCES, by=_personal, apply=_away),
)
_SOLVING: tuple[Fold, ...] = (
    folds(RulesSet, PLANS, by="gathering_id", apply=Plan.ruled),
    folds(SolvingBegun, PLANS, by="gathering_id", apply=Plan.begun),
    folds(SolvingBegun, SOLVINGS, by="solving_id", apply=Solving.begun),
    folds(AgendaImproved, SOLVINGS, by="solving_id", apply=Solving.improved),
    folds(SolvingStopAsked, SOLVINGS, by="solving_id", apply=Solving.stopping),
    folds(AgendaSolved, SOLVINGS, by="solving_id", apply=Solving.solved),
    folds(AgendaSolved, PLANS, by="gathering_id", apply=Plan.solved),
    folds(AgendaInfeasible, SOLVINGS, by="solving_id", apply=Solving.failed),
    folds(SessionPlaced, PLANS, by="gathering_id", apply=Plan.placed),
    folds(SessionUnplaced, PLANS, by="gathering_id", apply=Plan.unplaced),
    folds(RepairAsked, PLANS, by="gathering_id", apply=Plan.missing),
    folds(RepairAsked, REPAIRS, by="repair_id", apply=Mending.asked),
    folds(RepairProposed, REPAIRS, by="repair_id", apply=Mending.proposed),
    folds(RepairImpossible, REPAIRS, by="repair_id", apply=Mending.impossible),
    folds(RepairAdopted, REPAIRS, by="repair_id", apply=Mending.adopted),
    folds(RepairAdopted, PLANS, by="gathering_id", apply=Plan.mended),
)
_REQUESTS: tuple[Fold, ...] = (
    folds(BoothAsked, BOOTH_REQUESTS, by="request_id", apply=BoothRequest.asked),
    folds(BoothGiven, BOOTH_REQUESTS, by="request_id", apply=BoothRequest.given),
    folds(BoothRefused, BOOTH_REQUESTS, by="request_id", apply=BoothRequest.refused),
    folds(BoothRequestWithdrawn, BOOTH_REQUESTS, by="request_id", apply=BoothRequest.withdrawn),
    folds(TravelSupportAsked, TRAVEL_REQUESTS, by="request_id", apply=TravelRequest.asked),
    folds(TravelSupportGranted, TRAVEL_REQUESTS, by="request_id", apply=TravelRequest.granted),
    folds(TravelSupportRefused, TRAVEL_REQUESTS, by="request_id", apply=TravelRequest.refused),
)
PLANNING: tuple[Fold, ...] = (*_GATHERINGS, *_SESSIONS, *_SOLVING, *_REQUESTS)
