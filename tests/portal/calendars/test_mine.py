"""My agenda: seats and meetings beside what one has a part in; whatever leaves it is told as cancelled."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cityteams_contracts import events as said
from cityteams_portal.store.calendars import MEETING_PARTS, SEAT_PARTS
from tests.calendars.readers import by_both, by_library
from tests.portal.calendars.gatherings import announced, called_off, released, session
from tests.portal.calendars.test_feeds import fetched, make

FIRST, SECOND = session(1, 9), session(2, 10, room="r2")
NOON = datetime(2018, 1, 2, 12, tzinfo=UTC)
TALK = "session-s2@cityteams"
MEETING = "meeting-m1@cityteams"
CLASSES = (said.SeatClass(code="public", name="Everybody", entitled=said.Entitled.ANYONE),)
STARTS = datetime(2018, 2, 7, 18, tzinfo=UTC)
MEET: dict[str, Any] = {
    "meeting_id": "m1", "gathering_id": "expo", "gathering": "Expo 2018", "people": ("p-me", "p-other"),
}  # fmt: skip


def asked(seating="seats", session_id="s2"):
    plan = said.SeatingPlan(capacity=9, classes=CLASSES)
    return said.SeatingOpened(seating_id=seating, gathering_id="expo", session_id=session_id, title="Talk", plan=plan)


def seat(person="p-me", guest=0, seating="seats", session_id="s2"):
    return {
        "seating_id": seating, "gathering_id": "expo", "session_id": session_id, "title": "Talk",
        "seat_id": f"{seating}-{person}-{guest}", "person_id": person, "guest": guest, "seat_class": "public",
    }  # fmt: skip


def given(*people, **more):
    return said.SeatGiven(**seat(*people, **more), given_at=NOON)


def waits():
    return said.SeatWaitlisted(**seat(), number=1, waits_since=NOON)


def back(was=said.SeatState.GIVEN):
    return said.SeatReleased(**seat(), was=was, reason=said.ReleaseReason.CANCELLED, released_at=NOON)


def placed(contract=said.MeetingScheduled, minutes=0, **more):
    starts = STARTS + timedelta(minutes=minutes)
    table = {"table_id": "t4", "table": "Table 4", "area": "West foyer", "subject_line": "Sensors"}
    times = {"time_zone": "America/New_York", "starts": starts, "ends": starts + timedelta(minutes=20)}
    return contract(**MEET, **table, **times, **more)


def scheduled():
    return placed(plan_id="plan")


class Reader:
    """Somebody's own calendar, fetched again and again by two programs."""

    def __init__(self, client, token):
        self.client, self.address = client, f"/calendar/mine/{token}.ics"

    async def read(self, reader=by_both):
        return await fetched(self.client, self.address, reader)

    async def told(self, uid):
        found = (await self.read())[uid]
        return found["sequence"], found["status"]


@pytest.fixture
async def mine(desk):
    desk.hear(announced(), released(1, FIRST, SECOND), asked())
    async with desk.person("p-me") as me, desk.client() as program:
        yield Reader(program, await make(me))


async def test_a_session_that_i_have_a_seat_in_is_mine_under_the_uid_of_all_feeds(desk, mine):
    desk.hear(waits())
    assert await mine.read() == {}, "whoever waits has no place yet"
    desk.hear(said.SeatOffered(**seat(), number=1, hold_until=NOON), said.SeatConfirmed(**seat(), confirmed_at=NOON))
    desk.hear(given("p-other"), given(guest=1))
    found = await mine.read()
    everybody = await fetched(mine.client, read=by_library)
    assert set(found) == {TALK}
    for name in ("starts", "ends", "title", "place", "status"):
        assert found[TALK][name] == everybody[TALK][name]


async def test_a_seat_given_back_and_taken_again_is_told_with_rising_sequences(desk, mine):
    desk.hear(given())
    told = [await mine.told(TALK)]
    for step in (
        back(),
        given(),
        released(2, FIRST, session(2, 11, room="r2")),
        released(3, FIRST),
        released(4, SECOND),
    ):
        desk.hear(step)
        told.append(await mine.told(TALK))
    states = [status for _, status in told]
    assert states == ["CONFIRMED", "CANCELLED", "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    numbers = [sequence for sequence, _ in told]
    assert numbers == sorted(set(numbers)), "each is higher than the one before"


async def test_who_only_waited_and_gave_up_never_had_it_in_the_calendar(desk, mine):
    desk.hear(waits(), back(said.SeatState.WAITING))
    assert await mine.read() == {}


async def test_seats_that_are_called_off_are_cancelled_and_new_ones_bring_it_back(desk, mine):
    desk.hear(given())
    first = await mine.told(TALK)
    desk.hear(said.SeatingClosed(seating_id="seats", gathering_id="expo", title="Talk", reason="The hall is small."))
    closed = await mine.told(TALK)
    desk.hear(asked("again"), given(seating="again"))
    again = await mine.told(TALK)
    assert [first[1], closed[1], again[1]] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert first[0] < closed[0] < again[0]


async def test_a_seat_at_the_gathering_puts_its_days_into_my_agenda(desk, mine):
    desk.hear(asked("whole", None), given(seating="whole", session_id=None))
    assert set(await mine.read()) == {"gathering-expo@cityteams"}


async def test_who_speaks_no_longer_in_a_session_sees_it_cancelled_unless_they_have_a_seat(desk, mine):
    desk.hear(released(2, FIRST, session(2, 10, room="r2", speakers=("p-me",))))
    spoke = await mine.told(TALK)
    desk.hear(released(3, FIRST, SECOND))
    left = await mine.told(TALK)
    desk.hear(given())
    sits = await mine.told(TALK)
    desk.hear(back(), released(4, FIRST, session(2, 10, room="r2", speakers=("p-me", "p2"))))
    speaks = await mine.told(TALK)
    assert [spoke[1], left[1], sits[1], speaks[1]] == ["CONFIRMED", "CANCELLED", "CONFIRMED", "CONFIRMED"]
    assert spoke[0] < left[0] < sits[0] < speaks[0]


async def test_a_meeting_is_told_moved_called_off_and_refilled_with_rising_sequences(desk, mine):
    desk.hear(said.MeetingRequested(**MEET, subject_line="Sensors", introduction_id="i", requested_at=NOON))
    assert await mine.read() == {}, "a meeting without a time is in no calendar"
    desk.hear(scheduled())
    first = (await mine.read())[MEETING]
    assert (first["starts"], first["ends"]) == (STARTS, STARTS + timedelta(minutes=20))
    assert first["title"] == "Meeting: Sensors"
    assert first["place"] == "Table 4, West foyer, Washington, DC"
    desk.hear(placed(said.MeetingMoved, 40, was_starts=STARTS, was_table="Table 4"))
    moved = (await mine.read())[MEETING]
    desk.hear(said.MeetingCancelled(**MEET, cancelled_by="p-other", starts=STARTS, table="Table 4"))
    gone = (await mine.read())[MEETING]
    desk.hear(placed(said.MeetingRefilled, 60))
    back_again = (await mine.read())[MEETING]
    told = [(each["sequence"], each["status"]) for each in (first, moved, gone, back_again)]
    assert told == [(0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED"), (3, "CONFIRMED")]
    assert moved["starts"] == gone["starts"] == STARTS + timedelta(minutes=40)


async def test_with_its_gathering_everything_of_mine_is_cancelled(desk, mine):
    desk.hear(given(), scheduled())
    before = await mine.read()
    desk.hear(called_off())
    after = await mine.read()
    assert {each["status"] for each in after.values()} == {"CANCELLED"}
    assert all(after[uid]["sequence"] > before[uid]["sequence"] for uid in (TALK, MEETING))


async def test_others_see_nothing_of_my_seats_and_meetings(desk, mine):
    desk.hear(given(), scheduled())
    async with desk.person("p-m") as stranger:  # whose id begins mine
        other = Reader(mine.client, await make(stranger))
    assert await other.read() == {}
    assert MEETING not in await fetched(mine.client, read=by_library)


async def test_my_agenda_is_304_until_something_of_mine_changes(desk, mine):
    desk.hear(given(), scheduled())
    mark = {"if-none-match": (await mine.client.get(mine.address)).headers["etag"]}
    for step, status in (
        (given("p-other"), 304),
        (placed(said.MeetingMoved, 20, was_starts=STARTS, was_table="Table 4"), 200),
        (back(), 200),
    ):
        desk.hear(step)
        answer = await mine.client.get(mine.address, headers=mark)
        assert answer.status_code == status, step
        mark = {"if-none-match": answer.headers["etag"]}


def test_my_parts_are_rebuilt_by_a_replay(desk, new_desk):
    desk.hear(announced(), asked(), given(), back(), given("p-other"), scheduled())
    again = new_desk()
    again.replay(desk.heard)
    for shelf in (SEAT_PARTS, MEETING_PARTS):
        assert again.read(lambda tx, of=shelf: tx.find(of)) == desk.read(lambda tx, of=shelf: tx.find(of)) != []
