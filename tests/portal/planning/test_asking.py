"""Forms for everybody and for a new gathering: what is typed becomes one command, and a wrong line is named."""

import re

import pytest

from cityteams_contracts.events import AskBooth, Booth, HoldGathering, ProposeSession
from cityteams_contracts.registration import ProgrammeRole
from tests.events.planning.desk import JAM, hold

HOLD = {
    "gathering_id": "expo-2027",
    "kind": "expo",
    "title": "Expo 2027",
    "place": "Seoul",
    "time_zone": "Asia/Seoul",
    "slot_minutes": "10",
    "days": "2027-06-01, 09:00, 17:00\n\n2027-06-02, 09:00, 12:00",
    "rooms": "Hall A, 200, 10, projector, stage\nHall B, 80",
    "pauses": "2027-06-01, 12:00, 13:00, Lunch",
    "tracks": "Water, Hall A",
    "booths": "901, 9, Taiwan",
    "planned": "1",
}


@pytest.fixture
def jam(planner, follow):
    planner.take(hold(booths=(Booth(number="901", exhibitors=2),)))
    follow()
    return planner


def office(desk):
    return desk.person("p-office", ProgrammeRole.SECRETARIAT)


async def send(client, address, typed):
    shown = await client.get(address)
    assert shown.status_code == 200, shown.text[:300]
    tokens = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', shown.text))
    return await client.post(address, data={**typed, **tokens})


async def test_a_gathering_is_announced_from_a_form(desk):
    async with office(desk) as client:
        answer = await send(client, "/gatherings", HOLD)
        assert answer.status_code == 303, answer.text[:500]
    ((_, command),) = desk.commands()
    assert isinstance(command, HoldGathering)
    assert [day.date.isoformat() for day in command.days] == ["2027-06-01", "2027-06-02"]
    assert [(room.room_id, room.capacity, room.turn_round, room.equipment) for room in command.rooms] == [
        ("hall-a", 200, 10, ("projector", "stage")),
        ("hall-b", 80, 0, ()),
    ]
    assert (command.tracks[0].room_id, command.booths[0].exhibitors, command.planned) == ("hall-a", 9, True)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("days", "tomorrow", "Line 1 of days cannot be read"),
        ("rooms", "Hall A, 200\nHall B, none", "Line 2 of rooms cannot be read"),
        ("rooms", "Hall A, 0", "Line 1 of rooms cannot be read"),
    ],
)
async def test_a_line_that_cannot_be_read_is_named_and_nothing_typed_is_lost(desk, field, text, words):
    async with office(desk) as client:
        answer = await send(client, "/gatherings", {**HOLD, field: text})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Expo 2027" in answer.text
    assert desk.commands() == []


async def test_the_form_is_for_the_secretariat_and_the_list_for_everybody(desk, jam):
    async with desk.client() as client:
        text = (await client.get("/gatherings")).text
        assert "Tech Jam" in text
        assert "Announce a gathering" not in text
    async with desk.person("p-ada") as client:
        answer = await client.post("/gatherings", data=HOLD)
        assert answer.status_code == 403


async def test_whoever_is_signed_in_proposes_a_session_and_asks_for_a_booth(desk, jam):
    address = f"/gatherings/{JAM}/ask"
    async with desk.client() as client:
        assert (await client.get(address)).status_code in (302, 303)
    session = {"action": "session", "title": "Floods", "kind": "workshop", "minutes": "45", "myself": "1"}
    booth = {"action": "booth", "title": "Sensors", "cluster_id": "c-1", "number": "901", "demo": "1"}
    async with desk.person("p-ada") as client:
        for typed in (session, booth):
            answer = await send(client, address, typed)
            assert answer.status_code == 303, answer.text[:500]
        wrong = await send(client, address, {"action": "session", "title": ""})
        assert wrong.status_code == 422
    (_, proposed), (_, asked) = desk.commands()
    assert isinstance(proposed, ProposeSession)
    assert (proposed.content.speakers, proposed.content.minutes) == (("p-ada",), 45)
    assert isinstance(asked, AskBooth)
    assert (asked.number, asked.live_demo) == ("901", True)


async def test_a_form_from_another_page_changes_nothing(desk, jam):
    async with desk.person("p-ada") as client:
        answer = await client.post(f"/gatherings/{JAM}/ask", data={"action": "session", "form_token": "guessed"})
    assert answer.status_code == 400
    assert desk.commands() == []
