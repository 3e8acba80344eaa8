"""What events does about meetings: load, decide, say."""

from collections.abc import Sequence

from cityteams_chassis import Tx
from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.values import GatheringId
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.meetings import asking, following
from cityteams_events.domain.meetings.answers import Answer
from cityteams_events.domain.meetings.meeting import Meeting, MeetingPlan
from cityteams_events.domain.meetings.question import Question, told
from cityteams_events.domain.meetings.refilling import hall_of, refills, waiting_of
from cityteams_events.rights import allow
from cityteams_events.store import GATHERINGS
from cityteams_events.store.meetings import (
    MEETING_PLANS,
    MEETINGS,
    availabilities_of,
    busy_at,
    introductions_for,
    meetings_at,
    meetings_by_id,
    meetings_with,
    placed_at,
)


def open_meetings(command: said.OpenMeetings, tx: Tx) -> None:
    """Hours and tables are known."""
    allow(command, tx)
    plan = tx.get(MEETING_PLANS, command.gathering_id)
    tx.say(asking.opens(tx.get(GATHERINGS, command.gathering_id), plan, command, tx.now))


def request_meeting(command: said.RequestMeeting, tx: Tx) -> None:
    """Somebody would like to meet others."""
    allow(command, tx, self=(command.asked_by,))
    plan, known = tx.get(MEETING_PLANS, command.gathering_id), tx.get(MEETINGS, command.meeting_id)
    tx.say(asking.requests(known, plan, meetings_with(tx, command.asked_by), command, tx.now))


def answer_meeting(command: said.AnswerMeeting, tx: Tx) -> None:
    """Somebody who was asked answers; once all agree to a meeting after the plan was made, it is placed at once."""
    allow(command, tx, self=(command.person_id,))
    meeting = asking.one(tx.get(MEETINGS, command.meeting_id))
    answer = asking.answers(meeting, command)
    plan, all_of = tx.get(MEETING_PLANS, meeting.gathering_id), meetings_at(tx, meeting.gathering_id)
    tx.say(answer)
    if isinstance(answer, said.MeetingAccepted) and answer.agreed and plan is not None and plan.made:
        _refill(tx, plan, all_of, [asking.one(tx.get(MEETINGS, command.meeting_id))], None)


def state_availability(command: said.StateAvailability, tx: Tx) -> None:
    """When somebody cannot meet anybody."""
    allow(command, tx, self=(command.person_id,))
    tx.say(asking.states(tx.get(GATHERINGS, command.gathering_id), command, tx.now))


def plan_meetings(command: said.PlanMeetings, tx: Tx) -> None:
    """A plan is asked for; the planner works on it outside of any transaction."""
    allow(command, tx)
    plan, meetings = tx.get(MEETING_PLANS, command.gathering_id), meetings_at(tx, command.gathering_id)
    introductions = introductions_for(tx, command.gathering_id)
    tx.say(*asking.asks_plan(plan, meetings, introductions, command, tx.new_id("plan"), tx.now))


def cancel_meeting(command: said.CancelMeeting, tx: Tx) -> None:
    """A meeting is called off; meetings that wait take its place, with the least disturbance."""
    allow(command, tx, self=(command.person_id,))
    meeting = asking.one(tx.get(MEETINGS, command.meeting_id))
    plan, all_of = tx.get(MEETING_PLANS, meeting.gathering_id), meetings_at(tx, meeting.gathering_id)
    names = {table.table_id: table.name for table in plan.tables} if plan else {}
    office = tx.actor != command.person_id
    tx.say(asking.cancels(meeting, command, names.get(meeting.table_id or ""), office=office))
    if plan is not None and plan.made and meeting.starts is not None:
        rest = [each for each in all_of if each.meeting_id != command.meeting_id]
        _refill(tx, plan, rest, waiting_of(rest), command.meeting_id)


def slip_meetings(tx: Tx, gathering: Gathering, by_days: int) -> None:
    """Hours and meetings move with their gathering."""
    plan, meetings = tx.get(MEETING_PLANS, gathering.gathering_id), placed_at(tx, gathering.gathering_id)
    if plan is not None:
        tx.say(*following.slips(plan, meetings, gathering.zone, by_days, tx.now))


def call_off_meetings(tx: Tx, gathering_id: GatheringId) -> None:
    """With a gathering all its meetings are called off."""
    tx.say(*following.calls_off(meetings_at(tx, gathering_id)))


def _refill(
    tx: Tx, plan: MeetingPlan, all_of: Sequence[Meeting], waiting: Sequence[Meeting], gone: said.MeetingId | None
) -> None:
    tx.say(*refills(hall_of(plan, all_of, busy_at(tx, plan.gathering_id)), waiting, gone))


def hand_in_plan(question: Question, answer: Answer, tx: Tx) -> None:
    """The planner is done; what was called off meanwhile stays so, and a plan that nobody waits for is dropped."""
    plan = tx.get(MEETING_PLANS, question.plan.gathering_id)
    if plan is not None and plan.plan_id is not None and plan.plan_id == question.plan.plan_id:
        now = meetings_by_id(tx, [each.meeting_id for each in question.meetings])
        tx.say(*told(question, answer, now, plan.plan_id))


def forget_in_meetings(event: PersonErased, tx: Tx) -> None:
    """Whoever is erased meets nobody."""
    tx.say(*asking.forgets(meetings_with(tx, event.person_id), event.person_id))
    for each in availabilities_of(tx, event.person_id):
        tx.say(
            said.AvailabilityStated(
                person_id=event.person_id, gathering_id=each.gathering_id, away=(), stated_at=tx.now
            )
        )
