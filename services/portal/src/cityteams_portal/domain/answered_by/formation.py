"""The events that say that a command of formation was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import clusters as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.RunFormation: (said.FormationRunStarted,),
    said.CancelFormationRun: (said.FormationRunCancelled,),
    said.AdoptProposal: (said.ProposalAdopted,),
    said.DeclineProposal: (said.ProposalDeclined,),
    said.AskWhyNot: (said.WhyNotAsked,),
}
