"""Who may give the commands of meetings."""

from collections.abc import Mapping

from cityteams_contracts import events as said
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, Giver

_OWN = (Giver.SELF, Giver.SECRETARIAT)

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    said.OpenMeetings: OFFICE,
    said.RequestMeeting: _OWN,
    said.AnswerMeeting: _OWN,
    said.StateAvailability: _OWN,
    said.PlanMeetings: OFFICE,
    said.CancelMeeting: _OWN,
}
