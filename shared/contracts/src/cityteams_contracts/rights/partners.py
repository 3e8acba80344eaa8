"""Who may give the commands of partners."""

from collections.abc import Mapping

from cityteams_contracts.clusters import AnswerIntroduction, AskIntroduction, CancelIntroduction, MatchPartners
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    MatchPartners: OFFICE,
    AskIntroduction: (Giver.MEMBER, Giver.SECRETARIAT),
    AnswerIntroduction: (Giver.INVITED,),
    CancelIntroduction: (Giver.INVITED, Giver.SECRETARIAT),
}
