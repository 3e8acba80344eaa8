"""Who may give the commands of agenda."""

from collections.abc import Mapping

from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    HoldGathering: OFFICE,
    ReleaseAgenda: OFFICE,
}
