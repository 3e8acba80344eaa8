"""Meetings at a Tech Jam: one-to-one and in small groups, from introductions that were agreed and from requests.

Planned by the secretariat for a whole gathering at once; a meeting that is called off makes room for one that waits.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import GatheringId, Id, Instant, Line, PersonId, Value

__all__ = [
    "AnswerMeeting",
    "AvailabilityStated",
    "CancelMeeting",
    "MeetingAccepted",
    "MeetingCancelled",
    "MeetingDeclined",
    "MeetingHours",
    "MeetingId",
    "MeetingMoved",
    "MeetingPeople",
    "MeetingPeriod",
    "MeetingPlanVerdict",
    "MeetingRefilled",
    "MeetingRequested",
    "MeetingScheduled",
    "MeetingTable",
    "MeetingsOpened",
    "MeetingsPlanAsked",
    "MeetingsPlanned",
    "OpenMeetings",
    "PlanMeetings",
    "RequestMeeting",
    "StateAvailability",
]

MeetingId = Id
MeetingPeople = Annotated[tuple[PersonId, ...], Field(min_length=2, max_length=12)]


class MeetingPeriod(Value):
    """A stretch of time in which a meeting can be."""

    starts: Instant
    ends: Instant


MeetingHours = Annotated[tuple[MeetingPeriod, ...], Field(min_length=1, max_length=60)]


class MeetingTable(Value):
    """A table; tables of one area are near each other."""

    table_id: Id
    name: Line
    area: Line
    seats: Annotated[int, Field(ge=2, le=12)] = 2


Tables = Annotated[tuple[MeetingTable, ...], Field(min_length=1, max_length=200)]


class MeetingPlanVerdict(StrEnum):
    """How good a plan is known to be: proven best, good, proven impossible, or not found in time."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class OpenMeetings(Command, name="events.open-meetings", key="gathering_id"):
    """The secretariat says when and at which tables people can meet; again to change it before a plan is made."""

    gathering_id: GatheringId
    periods: MeetingHours
    tables: Tables


class RequestMeeting(Command, name="events.request-meeting", key="meeting_id"):
    """A person would like to meet others at a gathering; they are asked."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    asked_by: PersonId
    people: MeetingPeople
    subject_line: Line


class AnswerMeeting(Command, name="events.answer-meeting", key="meeting_id"):
    """One who was asked says whether they want to meet."""

    meeting_id: MeetingId
    person_id: PersonId
    accepts: bool


class StateAvailability(Command, name="events.state-availability", key="person_id"):
    """A person names the stretches of a gathering in which they cannot meet anybody; none is any time."""

    person_id: PersonId
    gathering_id: GatheringId
    away: Annotated[tuple[MeetingPeriod, ...], Field(max_length=60)]


class PlanMeetings(Command, name="events.plan-meetings", key="gathering_id"):
    """The secretariat has all agreed meetings of a gathering planned anew."""

    gathering_id: GatheringId
    seconds: Annotated[int, Field(ge=5, le=1_800)] = 120


class CancelMeeting(Command, name="events.cancel-meeting", key="meeting_id"):
    """One of its people, or the secretariat, calls a meeting off."""

    meeting_id: MeetingId
    person_id: PersonId
    reason: Line | None = None


class MeetingsOpened(Event, name="events.meeting-plan.opened", key="gathering_id"):
    """When and where people can meet at this gathering."""

    gathering_id: GatheringId
    gathering: Line
    time_zone: Line
    periods: MeetingHours
    tables: Tables
    opened_at: Instant


class MeetingsPlanAsked(Event, name="events.meeting-plan.asked", key="gathering_id"):
    """A plan is being worked on; `meetings` counts what is to be placed."""

    gathering_id: GatheringId
    plan_id: Id
    seconds: Annotated[int, Field(ge=5, le=1_800)]
    meetings: Annotated[int, Field(ge=0)]
    asked_at: Instant


class MeetingsPlanned(Event, name="events.meeting-plan.planned", key="gathering_id"):
    """The work on a plan has ended; `reasons` say why there is none. A break is a run of idle slots of one person."""

    gathering_id: GatheringId
    plan_id: Id
    verdict: MeetingPlanVerdict
    scheduled: Annotated[int, Field(ge=0)]
    breaks: Annotated[int, Field(ge=0)] | None = None
    at_least: Annotated[int, Field(ge=0)] = 0
    reasons: Annotated[tuple[Line, ...], Field(max_length=20)] = ()


class MeetingRequested(Event, name="events.meeting.requested", key="meeting_id"):
    """Somebody would like to meet; with an introduction all have agreed already, else the others are asked."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    gathering: Line
    people: MeetingPeople
    asked_by: PersonId | None = None
    subject_line: Line
    introduction_id: Id | None = None
    requested_at: Instant


class MeetingAccepted(Event, name="events.meeting.accepted", key="meeting_id"):
    """One who was asked wants to meet; `agreed` when nobody is left to be asked."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    person_id: PersonId
    agreed: bool


class MeetingDeclined(Event, name="events.meeting.declined", key="meeting_id"):
    """One who was asked does not want to meet, and so the meeting will not be."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    gathering: Line
    person_id: PersonId
    people: MeetingPeople


class _Placed(Event):
    """Where and when a meeting is; times carry the offset of the gathering's zone."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    gathering: Line
    time_zone: Line
    people: MeetingPeople
    subject_line: Line
    starts: Instant
    ends: Instant
    table_id: Id
    table: Line
    area: Line


class MeetingScheduled(_Placed, name="events.meeting.scheduled", key="meeting_id"):
    """A plan gives a meeting its time and table."""

    plan_id: Id


class MeetingMoved(_Placed, name="events.meeting.moved", key="meeting_id"):
    """A meeting has another time or table than it was told before."""

    was_starts: Instant
    was_table: Line
    slipped: bool = False
    """The gathering slipped, and the meeting with it: `GatheringSlipped` has told everyone of it."""


class MeetingRefilled(_Placed, name="events.meeting.refilled", key="meeting_id"):
    """A meeting that waited has a time and a table after all; `in_place_of` was called off."""

    in_place_of: MeetingId | None = None


class MeetingCancelled(Event, name="events.meeting.cancelled", key="meeting_id"):
    """A meeting will not be; `cancelled_by` is one of its people, or nobody when the secretariat called it off."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    gathering: Line
    people: MeetingPeople
    cancelled_by: PersonId | None = None
    reason: Line | None = None
    starts: Instant | None = None
    table: Line | None = None
    with_gathering: bool = False
    """The whole gathering is not held: `GatheringCancelled` has told everyone of it."""


class AvailabilityStated(Event, name="events.attendee.availability-stated", key="person_id"):
    """A person cannot meet anybody in these stretches of a gathering, and at any other time can."""

    person_id: PersonId
    gathering_id: GatheringId
    away: Annotated[tuple[MeetingPeriod, ...], Field(max_length=60)]
    stated_at: Instant
