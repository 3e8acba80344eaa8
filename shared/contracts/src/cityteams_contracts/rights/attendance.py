"""Who may give the commands of attendance."""

from collections.abc import Mapping

from cityteams_contracts import events as said
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, Giver

_OWN = (Giver.SELF, Giver.SECRETARIAT)

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    said.OpenSeating: OFFICE,
    said.ChangeSeating: OFFICE,
    said.CloseSeating: OFFICE,
    said.AnswerAttendance: _OWN,
    said.ConfirmSeats: _OWN,
    said.ReleaseSeat: _OWN,
    said.InviteAttendees: OFFICE,
    said.JoinAttendees: OFFICE,
    said.StateInterests: _OWN,
    said.HandInScans: OFFICE,
}
