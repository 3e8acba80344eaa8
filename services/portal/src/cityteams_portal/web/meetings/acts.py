"""The commands of meetings, and where the API takes them."""

from cityteams_contracts import events as asked
from cityteams_portal.web.life.acting import Act

_AT, _OFFICE, _OWN = "/api/v1/gatherings/{gathering_id}/meetings", "the secretariat", "the person and the secretariat"
ACTS = (
    Act(asked.OpenMeetings, f"{_AT}/open", _OFFICE, office=True),
    Act(asked.PlanMeetings, f"{_AT}/plan", _OFFICE, office=True),
    Act(asked.RequestMeeting, "/api/v1/meetings", _OWN),
    Act(asked.AnswerMeeting, "/api/v1/meetings/{meeting_id}/answer", _OWN),
    Act(asked.CancelMeeting, "/api/v1/meetings/{meeting_id}/cancel", _OWN),
    Act(asked.StateAvailability, "/api/v1/availability", _OWN),
)
