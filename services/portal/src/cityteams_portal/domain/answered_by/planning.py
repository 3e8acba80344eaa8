"""The events that say that a command of planning was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import events as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.ChangeGathering: (said.GatheringChanged,),
    said.SlipGathering: (said.GatheringSlipped,),
    said.CancelGathering: (said.GatheringCancelled,),
    said.RollBackAgenda: (said.AgendaReleased,),
    said.ReportDelay: (said.SessionsDelayed,),
    said.ProposeSession: (said.SessionProposed,),
    said.PlanSession: (said.SessionAccepted,),
    said.AcceptSession: (said.SessionAccepted,),
    said.DeclineSession: (said.SessionDeclined,),
    said.ChangeSession: (said.SessionChanged,),
    said.WithdrawSession: (said.SessionWithdrawn,),
    said.TreatAsOne: (said.PeopleTreatedAsOne,),
    said.SetRules: (said.RulesSet,),
    said.SolveAgenda: (said.SolvingBegun,),
    said.StopSolving: (said.SolvingStopAsked,),
    said.PlaceSession: (said.SessionPlaced,),
    said.UnplaceSession: (said.SessionUnplaced,),
    said.AskRepair: (said.RepairAsked,),
    said.AdoptRepair: (said.RepairAdopted,),
    said.AskBooth: (said.BoothAsked,),
    said.WithdrawBoothRequest: (said.BoothRequestWithdrawn,),
    said.AllocateBooths: (said.BoothGiven, said.BoothRefused),
    said.OverrideBooth: (said.BoothGiven, said.BoothRefused),
    said.AskTravelSupport: (said.TravelSupportAsked,),
    said.AllocateTravelSupport: (said.TravelSupportGranted, said.TravelSupportRefused),
    said.OverrideTravelSupport: (said.TravelSupportGranted, said.TravelSupportRefused),
}
