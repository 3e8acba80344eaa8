"""The commands of attendance, and where the API takes them."""

from cityteams_contracts import events as asked
from cityteams_portal.web.life.acting import Act

_ONE, _OFFICE, _OWN = "/api/v1/seatings/{seating_id}", "the secretariat", "the person and the secretariat"
ACTS = (
    Act(asked.OpenSeating, "/api/v1/seatings", _OFFICE, office=True),
    Act(asked.ChangeSeating, f"{_ONE}/change", _OFFICE, office=True),
    Act(asked.CloseSeating, f"{_ONE}/close", _OFFICE, office=True),
    Act(asked.InviteAttendees, f"{_ONE}/invite", _OFFICE, office=True),
    Act(asked.JoinAttendees, f"{_ONE}/join", _OFFICE, office=True),
    Act(asked.HandInScans, f"{_ONE}/scans", _OFFICE, office=True),
    Act(asked.AnswerAttendance, f"{_ONE}/answer", _OWN, person="person_id"),
    Act(asked.ConfirmSeats, f"{_ONE}/confirm", _OWN),
    Act(asked.ReleaseSeat, f"{_ONE}/release", _OWN),
    Act(asked.StateInterests, "/api/v1/interests", _OWN),
)
