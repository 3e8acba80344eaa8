"""Who may give the commands of planning."""

from collections.abc import Mapping

from cityteams_contracts.events import (
    AcceptSession,
    AdoptRepair,
    AllocateBooths,
    AllocateTravelSupport,
    AskBooth,
    AskRepair,
    AskTravelSupport,
    CancelGathering,
    ChangeGathering,
    ChangeSession,
    DeclineSession,
    OverrideBooth,
    OverrideTravelSupport,
    PlaceSession,
    PlanSession,
    ProposeSession,
    ReportDelay,
    RollBackAgenda,
    SetRules,
    SlipGathering,
    SolveAgenda,
    StopSolving,
    TreatAsOne,
    UnplaceSession,
    WithdrawBoothRequest,
    WithdrawSession,
)
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, Giver

_ASKER = (Giver.SELF, Giver.SECRETARIAT)
"""Who proposed or asked for it, or whom it is about."""

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    ChangeGathering: OFFICE,
    SlipGathering: OFFICE,
    CancelGathering: OFFICE,
    RollBackAgenda: OFFICE,
    ReportDelay: OFFICE,
    ProposeSession: (Giver.PERSON,),
    PlanSession: OFFICE,
    AcceptSession: OFFICE,
    DeclineSession: OFFICE,
    ChangeSession: _ASKER,
    WithdrawSession: _ASKER,
    TreatAsOne: OFFICE,
    SetRules: OFFICE,
    SolveAgenda: OFFICE,
    StopSolving: OFFICE,
    PlaceSession: OFFICE,
    UnplaceSession: OFFICE,
    AskRepair: OFFICE,
    AdoptRepair: OFFICE,
    AskBooth: (Giver.PERSON,),
    WithdrawBoothRequest: _ASKER,
    AllocateBooths: OFFICE,
    OverrideBooth: OFFICE,
    AskTravelSupport: (Giver.PERSON,),
    AllocateTravelSupport: OFFICE,
    OverrideTravelSupport: OFFICE,
}
