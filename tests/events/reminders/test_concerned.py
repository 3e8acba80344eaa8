"""Whom reminders are for: who comes, and of a call those who may answer it and have not yet."""

from datetime import timedelta

import pytest

from cityteams_contracts.events import (
    Ahead,
    AllocateBooths,
    AskBooth,
    AskTravelSupport,
    Booth,
    ChangeGathering,
    Deadline,
    DeadlineExtended,
    DeadlineKind,
    DeadlineNear,
    OpenSeating,
    ProposeSession,
    ReminderDue,
)
from cityteams_events.domain.reminders import PEOPLE_AT_ONCE, said_for
from cityteams_events.reminding import find_reminders
from cityteams_timers import fire
from tests.events.attendance.samples import answer, invited, seating_plan
from tests.events.desk import listed
from tests.events.planning.desk import JAM, at, content, hold, session
from tests.events.samples import NOON, cluster

ENDS = NOON + timedelta(days=1, hours=1)  # a day later it is a day away
BOOTHS = (Booth(number="101"), Booth(number="102"))


def call(what):
    return Deadline(what=what, at=ENDS)


@pytest.fixture
def held(desk):
    """A gathering with a call of every kind; three listed clusters, led by p-001 to p-003."""
    calls = tuple(call(what) for what in DeadlineKind)
    desk.take(hold(deadlines=calls, booths=BOOTHS, travel_supports=1))
    desk.take(*(listed(cluster(number)) for number in (1, 2, 3)))
    return desk


def by(desk, person, *commands):
    desk.actor = person
    said = desk.take(*commands)
    desk.actor = "secretariat"
    return said


def booth(name, number):
    return AskBooth(request_id=name, gathering_id=JAM, title="Trees", cluster_id=f"c-00{number}")


async def told(desk, until):
    before = desk.posted()
    await fire(desk.service, find_reminders, until)
    return desk.said(before)


async def near(desk):
    said = [each for each in await told(desk, ENDS - timedelta(hours=23)) if isinstance(each, DeadlineNear)]
    return {each.what: each.people for each in said}


async def test_a_call_is_told_to_the_leads_who_have_not_answered_it(held):
    by(held, "p-001", ProposeSession(session_id="s-1", gathering_id=JAM, content=content("Trees", "p-001")))
    by(held, "p-002", booth("b-1", 2))
    by(
        held, "p-003",
        AskTravelSupport(request_id="t-1", gathering_id=JAM, cluster_id="c-003", person_id="p-official"),
    )  # fmt: skip
    said = await near(held)
    assert said[DeadlineKind.SESSION_PROPOSALS] == ("p-002", "p-003")
    assert said[DeadlineKind.BOOTH_REQUESTS] == ("p-001", "p-003")
    assert said[DeadlineKind.TRAVEL_SUPPORT] == ("p-001", "p-002")


async def test_texts_of_booths_are_asked_of_those_who_have_one(held):
    by(held, "p-002", booth("b-1", 2))
    held.take(AllocateBooths(gathering_id=JAM))
    assert (await near(held))[DeadlineKind.BOOTH_TEXTS] == ("p-002",)


def seats():
    return OpenSeating(seating_id="jam", gathering_id=JAM, title="Tech Jam", plan=seating_plan(capacity=2))


async def test_who_answered_whether_they_come_is_not_asked_again(held):
    held.take(seats(), invited("p-guest", "p-late"))
    by(held, "p-001", answer("p-001", "no"))
    by(held, "p-late", answer("p-late"))
    assert (await near(held))[DeadlineKind.REGISTRATION] == ("p-002", "p-003", "p-guest")


async def test_who_comes_is_reminded_of_the_day_and_who_only_waits_for_a_seat_is_not(held):
    held.take(seats(), session("s-1", "p-speaker"))
    for person in ("p-seated", "p-second", "p-waiting"):
        by(held, person, answer(person))
    said = [each for each in await told(held, at(8, 30)) if isinstance(each, ReminderDue)]
    assert {each.people for each in said} == {("p-seated", "p-second", "p-speaker")}


async def test_more_time_is_told_to_those_who_answered_as_well(held):
    by(held, "p-visitor", ProposeSession(session_id="s-1", gathering_id=JAM, content=content("Trees", "p-001")))
    later = Deadline(what=DeadlineKind.SESSION_PROPOSALS, at=ENDS + timedelta(hours=3))
    anew = hold(deadlines=(later,)).model_dump(include=set(ChangeGathering.model_fields))
    held.take(ChangeGathering.model_validate(anew))
    (said,) = [each for each in await told(held, NOON) if isinstance(each, DeadlineExtended)]
    assert said.people == ("p-001", "p-002", "p-003", "p-visitor")


def test_many_people_are_named_in_several_events_each_once():
    event = DeadlineNear(
        gathering_id="g", title="G", time_zone="UTC", what=DeadlineKind.OTHER, ahead=Ahead.DAY, at=NOON
    )
    people = [f"p-{number}" for number in range(2 * PEOPLE_AT_ONCE + 1)]
    said = said_for(event, people)
    assert [each for one in said for each in one.people] == people
    assert {len(each.people) for each in said} == {PEOPLE_AT_ONCE, 1}
    assert said_for(event, []) == [event]
