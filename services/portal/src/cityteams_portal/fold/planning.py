"""What the events of planning do to the portal's copy."""

from cityteams_chassis import Fold, folds
from cityteams_contracts.events import (
    AgendaImproved,
    AgendaInfeasible,
    AgendaReleased,
    AgendaSolved,
    BoothAsked,
    BoothGiven,
    BoothRefused,
    BoothRequestWithdrawn,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
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
from cityteams_portal.domain import gathering
from cityteams_portal.domain.planning import board, released, requests, session
from cityteams_portal.store.planning import AGENDA_SESSIONS, BOARDS, OLD_RELEASES, PLANNING_REQUESTS
from cityteams_portal.store.shelves import GATHERINGS

_BOARD = (
    (GatheringAnnounced, board.announced),
    (GatheringChanged, board.changed),
    (GatheringSlipped, board.slipped),
    (GatheringCancelled, board.cancelled),
    (AgendaReleased, board.released),
    (RulesSet, board.ruled),
    (SolvingBegun, board.begun),
    (AgendaImproved, board.improved),
    (SolvingStopAsked, board.stopping),
    (AgendaSolved, board.solved),
    (AgendaInfeasible, board.infeasible),
    (SessionPlaced, board.placed),
    (SessionUnplaced, board.unplaced),
    (RepairAsked, board.repair_asked),
    (RepairProposed, board.repair_proposed),
    (RepairImpossible, board.repair_impossible),
    (RepairAdopted, board.repair_adopted),
    (SessionsDelayed, board.delayed),
)
_SESSION = (
    (SessionProposed, session.proposed),
    (SessionAccepted, session.accepted),
    (SessionDeclined, session.declined),
    (SessionChanged, session.changed),
    (SessionWithdrawn, session.withdrawn),
)
_REQUEST = (
    (BoothAsked, requests.booth_asked),
    (BoothGiven, requests.booth_given),
    (BoothRefused, requests.booth_refused),
    (BoothRequestWithdrawn, requests.booth_withdrawn),
    (TravelSupportAsked, requests.travel_asked),
    (TravelSupportGranted, requests.travel_granted),
    (TravelSupportRefused, requests.travel_refused),
)
PLANNING: tuple[Fold, ...] = (
    *(folds(event, BOARDS, by="gathering_id", apply=apply) for event, apply in _BOARD),
    *(folds(event, AGENDA_SESSIONS, by="session_id", apply=apply) for event, apply in _SESSION),
    *(folds(event, PLANNING_REQUESTS, by="request_id", apply=apply) for event, apply in _REQUEST),
    folds(AgendaReleased, OLD_RELEASES, by=released.release_key, apply=released.kept),
    folds(GatheringChanged, GATHERINGS, by="gathering_id", apply=gathering.changed),
    folds(GatheringSlipped, GATHERINGS, by="gathering_id", apply=gathering.slipped),
)
