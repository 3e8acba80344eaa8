"""The events that say that a command of partners was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import clusters as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.MatchPartners: (said.PartnerMatchingStarted,),
    said.AskIntroduction: (said.IntroductionAsked,),
    said.AnswerIntroduction: (said.IntroductionAnswered,),
    said.CancelIntroduction: (said.IntroductionCancelled,),
}
