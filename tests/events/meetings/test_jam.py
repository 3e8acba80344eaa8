"""Meetings at a Tech Jam in the service: asked for, agreed, planned by the engines, called off and filled again."""

import asyncio
from datetime import timedelta

import pytest

from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.rights import SECRETARIAT
from cityteams_events.planner import plan_what_is_asked
from cityteams_events.store.meetings import MEETINGS
from tests.events.attendance.samples import GATHERING, answer, opened
from tests.events.meetings.samples import TABLES, agreed, hours, introduced, period, request
from tests.events.samples import NOON

PLAN = said.PlanMeetings(gathering_id="jam-2018", seconds=60)


@pytest.fixture
def jam(desk):
    """A Tech Jam at which people can meet."""
    desk.take(GATHERING)
    desk.take(hours())
    return desk


def planned(desk):
    """What is said when the planner has done what is asked."""
    desk.take(PLAN)
    before = desk.posted()
    assert asyncio.run(plan_what_is_asked(desk.service)) == 1
    return desk.said(before)


def standing(desk):
    """Of every placed meeting: its people, its period (from 1) and table."""
    found = desk.read(lambda tx: tx.find(MEETINGS))
    first = period(1).starts
    return {
        each.meeting_id: (each.people, (each.starts - first) // timedelta(minutes=20) + 1, each.table_id)
        for each in found
        if each.starts is not None
    }


def nobody_is_in_two_places(desk):
    placed = list(standing(desk).values())
    assert len({(slot, table) for _, slot, table in placed}) == len(placed)
    people = [(who, slot) for group, slot, _ in placed for who in group]
    assert len(set(people)) == len(people)


def code(events):
    (no,) = events
    return no.code


def test_a_request_is_agreed_once_everybody_has_said_yes(jam):
    asked, first, second = jam.take(*agreed(1, "p-1", "p-2", "p-3"))
    assert (asked.asked_by, first.agreed, second.agreed) == ("p-1", False, True)
    assert (
        code(jam.take(said.AnswerMeeting(meeting_id="m-1", person_id="p-2", accepts=True)))
        == "this-person-is-not-asked"
    )


def test_one_who_does_not_want_to_ends_it(jam):
    jam.take(request(1, "p-1", "p-2"))
    (no,) = jam.take(said.AnswerMeeting(meeting_id="m-1", person_id="p-2", accepts=False))
    assert isinstance(no, said.MeetingDeclined)
    assert code(jam.take(PLAN)) == "nobody-has-agreed-to-meet"


def test_a_plan_places_every_agreed_meeting_with_the_fewest_breaks_and_says_that_it_is_proven(jam):
    jam.take(
        *agreed(1, "p-1", "p-2"), *agreed(2, "p-1", "p-3"), *agreed(3, "p-2", "p-3"), *agreed(4, "p-4", "p-5", "p-6")
    )
    *placed, plan = planned(jam)
    assert {type(each) for each in placed} == {said.MeetingScheduled}
    assert (plan.verdict, plan.scheduled, plan.breaks) == ("optimal", 4, 1)
    assert standing(jam)["m-4"][2] == "t2"  # the only table for three
    nobody_is_in_two_places(jam)
    assert placed[0].starts.utcoffset() == timedelta(hours=-5)


def test_introductions_of_two_who_both_come_are_planned_and_others_are_not(jam):
    jam.take(introduced(1, "p-1", "p-2"), introduced(2, "p-1", "p-3"))
    jam.take(opened(5))
    jam.take(answer("p-1"), answer("p-2"))
    requested, asked = jam.take(PLAN)
    assert (requested.people, requested.introduction_id, asked.meetings) == (("p-1", "p-2"), "i-1", 1)
    asyncio.run(plan_what_is_asked(jam.service))
    assert [people for people, _, _ in standing(jam).values()] == [("p-1", "p-2")]


def test_nobody_meets_while_they_are_away(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    jam.take(said.StateAvailability(person_id="p-2", gathering_id="jam-2018", away=(period(1, 3),)))
    planned(jam)
    assert standing(jam)["m-1"][1] == 4


def test_what_cannot_be_planned_is_named(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    jam.take(said.StateAvailability(person_id="p-2", gathering_id="jam-2018", away=(period(1, 4),)))
    (plan,) = planned(jam)
    assert (plan.verdict, plan.scheduled) == ("infeasible", 0)
    assert "p-2" in " ".join(plan.reasons)


def test_a_meeting_agreed_after_the_plan_is_placed_at_once_and_disturbs_nobody(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    planned(jam)
    before = standing(jam)
    *_, placed = jam.take(*agreed(2, "p-1", "p-3"))
    assert isinstance(placed, said.MeetingRefilled)
    assert placed.in_place_of is None
    assert standing(jam)["m-1"] == before["m-1"]
    assert abs(standing(jam)["m-2"][1] - before["m-1"][1]) == 1  # side by side: no idle gap
    nobody_is_in_two_places(jam)


def test_with_one_table_only_a_full_day_is_filled_again_from_those_who_wait(desk):
    desk.take(GATHERING)
    desk.take(hours(2, TABLES[:1]))
    desk.take(*agreed(1, "p-1", "p-2"), *agreed(2, "p-3", "p-4"))
    planned(desk)
    assert [type(each) for each in desk.take(*agreed(3, "p-5", "p-6"))[-1:]] == [said.MeetingAccepted]
    slot = standing(desk)["m-1"][1]
    cancelled, refilled = desk.take(said.CancelMeeting(meeting_id="m-1", person_id="p-1"))
    assert (refilled.meeting_id, refilled.in_place_of) == ("m-3", cancelled.meeting_id)
    assert standing(desk)["m-3"][1] == slot


def test_one_meeting_is_moved_when_that_alone_makes_room(desk):
    desk.take(GATHERING)
    desk.take(hours(3, TABLES[:1]))
    desk.take(*agreed(1, "p-1", "p-2"), *agreed(2, "p-3", "p-4"))
    planned(desk)
    slot = standing(desk)["m-1"][1]
    elsewhere = tuple(period(at) for at in (1, 2, 3) if at != slot)
    desk.take(said.StateAvailability(person_id="p-9", gathering_id="jam-2018", away=elsewhere))
    *_, moved, refilled = desk.take(*agreed(3, "p-9", "p-8"))
    assert (type(moved), moved.meeting_id) == (said.MeetingMoved, "m-1")
    assert (type(refilled), refilled.meeting_id) == (said.MeetingRefilled, "m-3")
    assert standing(desk)["m-3"][1] == slot
    nobody_is_in_two_places(desk)


def test_a_plan_keeps_what_stands_where_it_stands_and_moves_are_told(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    planned(jam)
    (again,) = planned(jam)
    assert isinstance(again, said.MeetingsPlanned)
    jam.take(said.StateAvailability(person_id="p-1", gathering_id="jam-2018", away=(period(1, 2),)))
    moved, _ = planned(jam)
    assert isinstance(moved, said.MeetingMoved)
    assert moved.was_starts < moved.starts


def test_what_was_called_off_while_the_engines_worked_stays_so(jam):
    jam.take(*agreed(1, "p-1", "p-2"), *agreed(2, "p-3", "p-4"))
    jam.take(PLAN)
    assert code(jam.take(PLAN)) == "a-plan-is-being-made"
    jam.take(said.CancelMeeting(meeting_id="m-1", person_id="p-1"))
    asyncio.run(plan_what_is_asked(jam.service))
    assert set(standing(jam)) == {"m-2"}


REFUSED = {
    "nobody-can-meet-there": said.PlanMeetings(gathering_id="nowhere"),
    "meeting-is-unknown": said.CancelMeeting(meeting_id="m-9", person_id="p-1"),
    "a-meeting-is-of-those-who-meet": said.RequestMeeting(
        meeting_id="m-2", gathering_id="jam-2018", asked_by="p-1", people=("p-2", "p-3"), subject_line="x"
    ),
    "no-table-is-large-enough": request(2, "p-1", "p-2", "p-3", "p-4", "p-5"),
    "these-people-meet-already": request(2, "p-2", "p-1"),
    "meeting-is-asked-for-already": request(1, "p-1", "p-7"),
    "periods-overlap": said.OpenMeetings(gathering_id="jam-2018", periods=(period(1, 2), period(2)), tables=TABLES),
    "a-table-is-listed-twice": hours(2, (*TABLES, TABLES[0])),
    "a-period-ends-before-it-starts": said.OpenMeetings(
        gathering_id="jam-2018",
        periods=(said.MeetingPeriod(starts=NOON, ends=NOON),),
        tables=TABLES,
    ),
}


@pytest.mark.parametrize("wanted", REFUSED)
def test_what_cannot_be_is_refused_by_name_and_leaves_nothing_behind(jam, wanted):
    jam.take(*agreed(1, "p-1", "p-2"))
    before = jam.dump()
    assert code(jam.take(REFUSED[wanted])) == wanted
    assert jam.dump() == before


def test_only_those_who_meet_and_the_secretariat_have_a_say(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    jam.actor = "p-9"
    assert code(jam.take(said.CancelMeeting(meeting_id="m-1", person_id="p-1"))) == "this-is-not-yours-to-do"
    assert code(jam.take(said.CancelMeeting(meeting_id="m-1", person_id="p-9"))) == "this-person-is-not-asked"
    assert code(jam.take(PLAN)) == "this-is-not-yours-to-do"
    jam.actor = SECRETARIAT
    (gone,) = jam.take(said.CancelMeeting(meeting_id="m-1", person_id="office"))
    assert gone.cancelled_by is None


def test_an_erased_person_meets_nobody(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    jam.take(said.StateAvailability(person_id="p-1", gathering_id="jam-2018", away=(period(1),)))
    gone = jam.take(PersonErased(person_id="p-1", erased_at=NOON))
    assert [type(each) for each in gone] == [said.MeetingCancelled, said.AvailabilityStated]


def test_the_events_alone_give_the_same_meetings(new_desk):
    live, again = new_desk(), new_desk()
    live.take(GATHERING)
    live.take(hours())
    live.take(introduced(1, "p-7", "p-8"))
    live.take(*agreed(1, "p-1", "p-2"), *agreed(2, "p-1", "p-3"), request(3, "p-4", "p-5"))
    planned(live)
    live.take(said.CancelMeeting(meeting_id="m-1", person_id="p-1"), *agreed(4, "p-2", "p-3"))
    record = [*live.heard, *live.envelopes()]
    assert again.replay(record) == len(record)
    assert again.dump() == live.dump()


def test_meetings_move_with_their_gathering_at_the_same_hours_and_everyone_is_told_by_it(jam):
    jam.take(*agreed(1, "p-1", "p-2"), *agreed(2, "p-1", "p-3"))
    planned(jam)
    before = standing(jam)
    slipped, opened_again, *moves = jam.take(said.SlipGathering(gathering_id="jam-2018", months=3))
    assert set(slipped.people) >= {"p-1", "p-2", "p-3"}
    assert {type(each) for each in moves} == {said.MeetingMoved}
    assert all(each.slipped for each in moves)
    days = timedelta(days=slipped.by_days)
    assert [each.starts.replace(tzinfo=None) - each.was_starts.replace(tzinfo=None) for each in moves] == [days, days]
    found = jam.read(lambda tx: tx.find(MEETINGS))
    periods = [each.starts for each in opened_again.periods]
    places = {each.meeting_id: (each.people, periods.index(each.starts) + 1, each.table_id) for each in found}
    assert places == before
    assert code(jam.take(hours())) == "meetings-are-planned-already"


def test_with_a_gathering_its_meetings_are_called_off_and_everyone_is_told_by_it(jam):
    jam.take(*agreed(1, "p-1", "p-2"))
    planned(jam)
    jam.take(request(2, "p-3", "p-4"))
    off, *meetings = jam.take(said.CancelGathering(gathering_id="jam-2018"))
    assert set(off.people) >= {"p-1", "p-2"}
    assert [(type(each), each.meeting_id, each.with_gathering) for each in meetings] == [
        (said.MeetingCancelled, "m-1", True),
        (said.MeetingCancelled, "m-2", True),
    ]
    assert standing(jam) == {}
