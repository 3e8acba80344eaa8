"""What the events of meetings do to the store."""

from cityteams_chassis import folds
from cityteams_contracts import events as said
from cityteams_contracts.clusters import PartnersIntroduced
from cityteams_events.domain.meetings.meeting import (
    Availability,
    Introduction,
    Meeting,
    MeetingPlan,
    availability_id_of,
)
from cityteams_events.store.meetings import AVAILABILITIES, INTRODUCTIONS, MEETING_PLANS, MEETINGS

_PLAN, _MEETING = "gathering_id", "meeting_id"


def _availability(event: said.AvailabilityStated) -> str:
    return availability_id_of(event.gathering_id, event.person_id)


MEETINGS_FOLD = (
    folds(said.MeetingsOpened, MEETING_PLANS, by=_PLAN, apply=MeetingPlan.opened),
    folds(said.MeetingsPlanAsked, MEETING_PLANS, by=_PLAN, apply=MeetingPlan.asked),
    folds(said.MeetingsPlanned, MEETING_PLANS, by=_PLAN, apply=MeetingPlan.planned),
    folds(said.MeetingRequested, MEETINGS, by=_MEETING, apply=Meeting.requested, begins=True),
    folds(said.MeetingAccepted, MEETINGS, by=_MEETING, apply=Meeting.was_accepted),
    folds(said.MeetingDeclined, MEETINGS, by=_MEETING, apply=Meeting.was_declined),
    folds(said.MeetingScheduled, MEETINGS, by=_MEETING, apply=Meeting.placed),
    folds(said.MeetingMoved, MEETINGS, by=_MEETING, apply=Meeting.placed),
    folds(said.MeetingRefilled, MEETINGS, by=_MEETING, apply=Meeting.placed),
    folds(said.MeetingCancelled, MEETINGS, by=_MEETING, apply=Meeting.cancelled),
    folds(said.AvailabilityStated, AVAILABILITIES, by=_availability, apply=Availability.stated),
    folds(PartnersIntroduced, INTRODUCTIONS, by="introduction_id", apply=Introduction.made),
)
