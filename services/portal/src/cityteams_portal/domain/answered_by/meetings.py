"""The events that say that a command of meetings was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import events as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.OpenMeetings: (said.MeetingsOpened,),
    said.RequestMeeting: (said.MeetingRequested,),
    said.AnswerMeeting: (said.MeetingAccepted, said.MeetingDeclined),
    said.StateAvailability: (said.AvailabilityStated,),
    said.PlanMeetings: (said.MeetingsPlanAsked,),
    said.CancelMeeting: (said.MeetingCancelled,),
}
