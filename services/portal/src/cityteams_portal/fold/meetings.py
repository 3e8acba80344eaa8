"""What the events of meetings do to the portal's copy."""

from cityteams_chassis import folds
from cityteams_contracts import events as said
from cityteams_portal.domain import meeting
from cityteams_portal.store.coming import MEETING_PLANS, MEETINGS

_PLACED = (said.MeetingScheduled, said.MeetingMoved, said.MeetingRefilled)
MEETINGS_FOLD = (
    folds(said.MeetingRequested, MEETINGS, by="meeting_id", apply=meeting.requested),
    folds(said.MeetingAccepted, MEETINGS, by="meeting_id", apply=meeting.accepted),
    folds(said.MeetingDeclined, MEETINGS, by="meeting_id", apply=meeting.declined),
    *(folds(event, MEETINGS, by="meeting_id", apply=meeting.placed) for event in _PLACED),
    folds(said.MeetingCancelled, MEETINGS, by="meeting_id", apply=meeting.cancelled),
    folds(said.MeetingsOpened, MEETING_PLANS, by="gathering_id", apply=meeting.opened),
    folds(said.MeetingsPlanAsked, MEETING_PLANS, by="gathering_id", apply=meeting.asked),
    folds(said.MeetingsPlanned, MEETING_PLANS, by="gathering_id", apply=meeting.planned),
)
