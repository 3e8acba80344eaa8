"""Who may give the commands of formation."""

from collections.abc import Mapping

from cityteams_contracts.clusters import AdoptProposal, AskWhyNot, CancelFormationRun, DeclineProposal, RunFormation
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    RunFormation: OFFICE,
    CancelFormationRun: OFFICE,
    AdoptProposal: OFFICE,
    DeclineProposal: (Giver.LEAD, Giver.SECRETARIAT),
    AskWhyNot: OFFICE,
}
