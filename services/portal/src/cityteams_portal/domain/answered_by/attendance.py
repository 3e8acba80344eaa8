"""The events that say that a command of attendance was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import events as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.OpenSeating: (said.SeatingOpened,),
    said.ChangeSeating: (said.SeatingChanged,),
    said.CloseSeating: (said.SeatingClosed,),
    said.AnswerAttendance: (said.AttendanceAnswered,),
    said.ConfirmSeats: (said.SeatConfirmed,),
    said.ReleaseSeat: (said.SeatReleased,),
    said.InviteAttendees: (said.AttendeeInvited,),
    said.JoinAttendees: (said.AttendeesJoined,),
    said.StateInterests: (said.InterestsStated,),
    said.HandInScans: (said.ScansTaken,),
}
