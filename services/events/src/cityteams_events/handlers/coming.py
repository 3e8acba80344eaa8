"""The part of the subscription table that is about who comes, and whom they meet."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cityteams_chassis import Shelf, Tx
from cityteams_contracts import Command
from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonErased
from cityteams_events.domain.attendance.ids import attendance_id_of, pass_id_of
from cityteams_events.handlers import attendance, doors, meetings
from cityteams_events.store import GATHERINGS
from cityteams_events.store.attendance import ATTENDEES, PASSES, SEATINGS

Handler = Callable[[Any, Any], None]
Load = tuple[Shelf[Any], str | Callable[[Any], str]]
_SEATING: Load = (SEATINGS, "seating_id")


def _attendee(command: said.AnswerAttendance | said.ConfirmSeats | said.ReleaseSeat) -> str:
    return attendance_id_of(command.seating_id, command.person_id)


def _pass(command: said.AnswerAttendance) -> str:
    return pass_id_of(command.seating_id, command.person_id)


ATTENDANCE: Mapping[type[Command], Handler] = {
    said.OpenSeating: attendance.open_seating,
    said.ChangeSeating: attendance.change_seating,
    said.CloseSeating: attendance.close_seating,
    said.AnswerAttendance: attendance.answer_attendance,
    said.ConfirmSeats: attendance.confirm_seats,
    said.ReleaseSeat: attendance.release_seat,
    said.InviteAttendees: attendance.invite_attendees,
    said.JoinAttendees: attendance.join_attendees,
    said.StateInterests: attendance.state_interests,
    said.HandInScans: doors.hand_in_scans,
}
ATTENDANCE_LOADS: Mapping[type[Any], Sequence[Load]] = {
    said.OpenSeating: (_SEATING, (GATHERINGS, "gathering_id")),
    said.AnswerAttendance: (_SEATING, (ATTENDEES, _attendee), (PASSES, _pass)),
    said.ConfirmSeats: (_SEATING, (ATTENDEES, _attendee)),
    said.ReleaseSeat: (_SEATING, (ATTENDEES, _attendee)),
    said.HandInScans: (_SEATING,),
}
MEETINGS: Mapping[type[Command], Handler] = {
    said.OpenMeetings: meetings.open_meetings,
    said.RequestMeeting: meetings.request_meeting,
    said.AnswerMeeting: meetings.answer_meeting,
    said.StateAvailability: meetings.state_availability,
    said.PlanMeetings: meetings.plan_meetings,
    said.CancelMeeting: meetings.cancel_meeting,
}


def forget_person(event: PersonErased, tx: Tx) -> None:
    """An erased person comes nowhere and meets nobody."""
    attendance.forget_attendee(event, tx)
    meetings.forget_in_meetings(event, tx)
