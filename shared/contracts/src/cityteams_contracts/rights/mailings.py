"""Who may give the commands of mailings."""

from collections.abc import Mapping

from cityteams_contracts.message import Command
from cityteams_contracts.notifications import ApproveMailing, PrepareMailing, ProofMailing, StopMailing
from cityteams_contracts.rights.giver import OFFICE, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    PrepareMailing: OFFICE,
    ProofMailing: OFFICE,
    ApproveMailing: OFFICE,
    StopMailing: OFFICE,
}
