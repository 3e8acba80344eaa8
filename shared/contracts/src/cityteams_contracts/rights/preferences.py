"""Who may give the commands of preferences."""

from collections.abc import Mapping

from cityteams_contracts.message import Command
from cityteams_contracts.notifications import SetPreferences, Unsubscribe
from cityteams_contracts.rights.giver import Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    SetPreferences: (Giver.SELF,),
    Unsubscribe: (Giver.SELF, Giver.SECRETARIAT),
}
