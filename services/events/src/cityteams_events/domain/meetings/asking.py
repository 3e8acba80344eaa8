"""Who wants to meet whom: hours and tables, requests and their answers, and whom to plan for."""

from collections.abc import Collection, Sequence
from datetime import datetime

from cityteams_contracts import Event, Rejected
from cityteams_contracts.events import (
    AnswerMeeting,
    AvailabilityStated,
    CancelMeeting,
    MeetingAccepted,
    MeetingCancelled,
    MeetingDeclined,
    MeetingRequested,
    MeetingsOpened,
    MeetingsPlanAsked,
    OpenMeetings,
    PlanMeetings,
    RequestMeeting,
    StateAvailability,
)
from cityteams_contracts.values import Id, PersonId
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.meetings.meeting import (
    Introduction,
    Meeting,
    MeetingPlan,
    MeetingState,
    meeting_of_introduction,
)

_LONGEST_WAIT = 300
"""Seconds after its time is over in which a plan may still be handed in; later another may be asked for."""


def opens(
    gathering: Gathering | None, plan: MeetingPlan | None, command: OpenMeetings, now: datetime
) -> MeetingsOpened:
    """Decides when and where people can meet; raises Rejected."""
    if gathering is None:
        raise Rejected("gathering-is-unknown", "no gathering was announced under this id", "gathering_id")
    if plan is not None and (plan.made or plan.plan_id):
        reason = "a plan is made or being made with the hours and tables of before; cancel single meetings instead"
        raise Rejected("meetings-are-planned-already", reason, "periods")
    periods = sorted(command.periods, key=lambda each: each.starts)
    for place, period in enumerate(periods):
        if period.ends <= period.starts:
            raise Rejected("a-period-ends-before-it-starts", f"{period.starts} to {period.ends}", "periods")
        if place and period.starts < periods[place - 1].ends:
            reason = f"the period from {period.starts} begins before the one before it ends"
            raise Rejected("periods-overlap", reason, "periods")
    ids = [each.table_id for each in command.tables]
    if len(set(ids)) < len(ids):
        raise Rejected("a-table-is-listed-twice", "each table needs an id of its own", "tables")
    return MeetingsOpened(
        gathering_id=gathering.gathering_id,
        gathering=gathering.title,
        time_zone=gathering.time_zone,
        periods=tuple(periods),
        tables=command.tables,
        opened_at=now,
    )


def requests(
    known: Meeting | None, plan: MeetingPlan | None, same: Collection[Meeting], command: RequestMeeting, now: datetime
) -> MeetingRequested:
    """Decides whether somebody may ask others; `same` are meetings of the gathering; raises Rejected."""
    plan = of(plan)
    if known is not None:
        raise Rejected("meeting-is-asked-for-already", "a meeting has this id already; take another", "meeting_id")
    people = tuple(dict.fromkeys(command.people))
    if command.asked_by not in people or len(people) < 2:
        reason = "name everybody who is to meet, the one who asks among them"
        raise Rejected("a-meeting-is-of-those-who-meet", reason, "people")
    if len(people) > max(table.seats for table in plan.tables):
        reason = f"no table has {len(people)} seats; ask fewer people"
        raise Rejected("no-table-is-large-enough", reason, "people")
    open_states = (MeetingState.ASKED, MeetingState.AGREED, MeetingState.PLACED)
    if any(set(each.people) == set(people) and each.state in open_states for each in same):
        raise Rejected("these-people-meet-already", "these people have a meeting at this gathering", "people")
    return MeetingRequested(
        meeting_id=command.meeting_id,
        gathering_id=plan.gathering_id,
        gathering=plan.gathering,
        people=people,
        asked_by=command.asked_by,
        subject_line=command.subject_line,
        requested_at=now,
    )


def answers(meeting: Meeting | None, command: AnswerMeeting) -> MeetingAccepted | MeetingDeclined:
    """Decides what an answer comes to; raises Rejected."""
    meeting = one(meeting)
    if command.person_id not in meeting.people or command.person_id in meeting.accepted:
        reason = "this person was not asked, or has answered before"
        raise Rejected("this-person-is-not-asked", reason, "person_id")
    if meeting.state is not MeetingState.ASKED:
        raise Rejected("the-meeting-is-not-open", f"the meeting is {meeting.state} already", "meeting_id")
    short = {"meeting_id": meeting.meeting_id, "gathering_id": meeting.gathering_id, "person_id": command.person_id}
    if not command.accepts:
        return MeetingDeclined(**short, gathering=meeting.gathering, people=meeting.people)
    left = set(meeting.people) - {*meeting.accepted, command.person_id}
    return MeetingAccepted(**short, agreed=not left)


def cancels(meeting: Meeting | None, command: CancelMeeting, table: str | None, *, office: bool) -> MeetingCancelled:
    """Decides whether a meeting is called off; raises Rejected."""
    meeting = one(meeting)
    if not office and command.person_id not in meeting.people:
        raise Rejected("this-person-is-not-asked", "this person is not one of those who meet", "person_id")
    if meeting.state in (MeetingState.CANCELLED, MeetingState.DECLINED):
        raise Rejected("the-meeting-is-not-open", f"the meeting is {meeting.state} already", "meeting_id")
    by = command.person_id if command.person_id in meeting.people else None
    return MeetingCancelled(**meeting.about, cancelled_by=by, reason=command.reason, starts=meeting.starts, table=table)


def states(gathering: Gathering | None, command: StateAvailability, now: datetime) -> AvailabilityStated:
    """When a person cannot meet anybody; raises Rejected."""
    if gathering is None:
        raise Rejected("gathering-is-unknown", "no gathering was announced under this id", "gathering_id")
    for place, period in enumerate(command.away):
        if period.ends <= period.starts:
            reason = f"{period.starts} to {period.ends}: give the beginning first"
            raise Rejected("a-period-ends-before-it-starts", reason, f"away.{place}.ends")
    return AvailabilityStated(**dict(command), stated_at=now)


def asks_plan(
    plan: MeetingPlan | None,
    meetings: Sequence[Meeting],
    introductions: Sequence[Introduction],
    command: PlanMeetings,
    plan_id: Id,
    now: datetime,
) -> list[Event]:
    """Asks for a plan of all that is agreed; each introduction of two who come becomes a meeting; raises Rejected."""
    plan = of(plan)
    if plan.plan_id and plan.asked_at and (now - plan.asked_at).total_seconds() < plan.seconds + _LONGEST_WAIT:
        reason = f"a plan was asked for at {plan.asked_at} and is being worked on; wait for it"
        raise Rejected("a-plan-is-being-made", reason, "gathering_id")
    known = {each.meeting_id for each in meetings}
    new = [
        _from_introduction(plan, each, now)
        for each in introductions
        if meeting_of_introduction(plan.gathering_id, each.introduction_id) not in known
    ]
    number = len(new) + sum(each.state in (MeetingState.AGREED, MeetingState.PLACED) for each in meetings)
    if not number:
        raise Rejected("nobody-has-agreed-to-meet", "no request is agreed and nobody was introduced", "gathering_id")
    asked = MeetingsPlanAsked(
        gathering_id=plan.gathering_id, plan_id=plan_id, seconds=command.seconds, meetings=number, asked_at=now
    )
    return [*new, asked]


def _from_introduction(plan: MeetingPlan, each: Introduction, now: datetime) -> MeetingRequested:
    return MeetingRequested(
        meeting_id=meeting_of_introduction(plan.gathering_id, each.introduction_id),
        gathering_id=plan.gathering_id,
        gathering=plan.gathering,
        people=(each.first, each.second),
        subject_line=each.subject_line,
        introduction_id=each.introduction_id,
        requested_at=now,
    )


def forgets(meetings: Sequence[Meeting], person: PersonId) -> list[MeetingCancelled]:
    """An erased person meets nobody."""
    closed = (MeetingState.CANCELLED, MeetingState.DECLINED)
    return [
        MeetingCancelled(**each.about, starts=each.starts)
        for each in meetings
        if person in each.people and each.state not in closed
    ]


def of(plan: MeetingPlan | None) -> MeetingPlan:
    """When and where people can meet; raises Rejected when nobody said."""
    if plan is None:
        raise Rejected("nobody-can-meet-there", "no hours and tables are set for this gathering", "gathering_id")
    return plan


def one(meeting: Meeting | None) -> Meeting:
    """The meeting; raises Rejected when there is none."""
    if meeting is None:
        raise Rejected("meeting-is-unknown", "no meeting has this id", "meeting_id")
    return meeting
