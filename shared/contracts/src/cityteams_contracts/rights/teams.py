"""Who may give the commands of teams."""

from collections.abc import Mapping

from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    AnswerInvitation: (Giver.INVITED, Giver.SECRETARIAT),
}
