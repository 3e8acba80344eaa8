"""The pages and the API of who comes: answered without scripts, counted without showing anybody, a desk at the door."""

import asyncio
import re

import pytest

from cityteams_contracts import events as said
from cityteams_contracts.registration import Organisation, OrganisationRegistered, ProgrammeRole
from cityteams_portal.domain.badge import badge_key, badge_token
from tests.portal.attendance import story
from tests.portal.desk import TOKEN
from tests.portal.story import NOON


def tokens(page):
    """The hidden fields of a page's forms."""
    return {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("form_token", "act_id")}


@pytest.fixture
def jam(busy):
    """A Tech Jam with two seats, both taken, and two who wait."""
    busy.hear(
        story.opened(), story.given("p-somebody"), story.given("p-2"), story.waits("p-3", 1), story.waits("p-4", 2)
    )
    return busy


async def test_anybody_reads_how_full_it_is_and_only_who_is_signed_in_can_answer(jam):
    async with jam.client() as client:
        page = (await client.get("/attend/jam")).text
    assert "2 of 2 seats are taken, 2 wait" in page
    assert "Sign in" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


async def test_a_button_without_scripts_answers_and_the_page_says_what_became_of_it(jam):
    async with jam.person("p-9") as client:
        page = (await client.get("/attend/jam")).text
        form = {**tokens(page), "action": "yes", "guests": "1"}
        sending = asyncio.create_task(client.post("/attend/jam", data=form))
        await jam.answer_next(lambda _: story.answered("p-9"))
        assert (await sending).headers["location"] == "/attend/jam"
    ((_, command),) = jam.commands()
    assert command == said.AnswerAttendance(seating_id="jam", person_id="p-9", answer="yes", guests=1)


@pytest.mark.parametrize(
    ("action", "command"),
    [
        ("no", said.AnswerAttendance(seating_id="jam", person_id="p-somebody", answer="no")),
        ("maybe", said.AnswerAttendance(seating_id="jam", person_id="p-somebody", answer="maybe")),
        ("confirm", said.ConfirmSeats(seating_id="jam", person_id="p-somebody")),
        (
            "release",
            said.ReleaseSeat(seating_id="jam", person_id="p-somebody", seat_id=story.seat_id("p-somebody")),
        ),
    ],
)
async def test_each_button_is_its_command(jam, action, command):
    async with jam.person() as client:
        page = (await client.get("/attend/jam")).text
        form = {**tokens(page), "action": action, "seat_id": story.seat_id("p-somebody")}
        await client.post("/attend/jam", data=form)
    assert [each for _, each in jam.commands()] == [command]


async def test_a_form_of_another_site_is_refused(jam):
    async with jam.person() as client:
        answer = await client.post("/attend/jam", data={"action": "no", "form_token": "x", "act_id": "1"})
    assert answer.status_code in (400, 403, 422)
    assert jam.commands() == []


async def test_one_sees_ones_place_in_the_line_and_until_when_a_seat_is_held(jam):
    async with jam.person("p-4") as client:
        assert "Waiting list, 1 ahead" in (await client.get("/attend")).text
        jam.hear(story.released("p-2"), story.offered("p-3", 1))
        assert "Waiting list, 0 ahead" in (await client.get("/attend/jam")).text
    async with jam.person("p-3") as client:
        page = (await client.get("/attend/jam")).text
        assert "Held for you until" in page
        assert "Take what is held for me" in page
        (seat,) = (await client.get("/api/v1/seats")).json()["items"]
        assert (seat["seat"]["state"], seat["ahead"]) == ("offered", 0)


async def test_what_is_called_off_says_so_and_takes_no_answer(jam):
    jam.hear(said.SeatingClosed(**story.JAM, reason="The hall is flooded."))
    async with jam.person() as client:
        page = (await client.get("/attend/jam")).text
        assert "The hall is flooded." in page
        assert "Yes, I come" not in page
        assert "Tech Jam" not in (await client.get("/attend")).text


def crowd(desk):
    """Seven from companies in Korea, two from a city in the United States, six of nobody knows whom."""
    for at, (kind, country) in enumerate([("company", "KR"), ("municipality", "US")]):
        organisation = Organisation(name=f"Organisation {at}", kind=kind, country=country)
        desk.hear(OrganisationRegistered(organisation_id=f"o-{at}", organisation=organisation, registered_at=NOON))
    desk.hear(story.opened(50))
    desk.hear(*(story.given(f"k-{at}", "o-0") for at in range(7)))
    desk.hear(*(story.given(f"u-{at}", "o-1") for at in range(2)), *(story.given(f"x-{at}") for at in range(6)))


async def test_counts_are_told_in_public_without_showing_anybody_and_whole_to_the_secretariat(desk):
    crowd(desk)
    async with desk.client() as client:
        told = (await client.get("/api/v1/seatings/jam")).json()
        page = (await client.get("/attend/jam")).text
    assert told["kinds"] == [
        {"name": "company", "number": 7},
        {"name": "unknown", "number": None},
        {"name": "municipality", "number": None},
    ]
    assert told["given"] == 15
    assert "few" in page
    async with desk.secretariat() as program:
        whole = (await program.get("/api/v1/seatings/jam")).json()
    assert {each["name"]: each["number"] for each in whole["countries"]} == {"KR": 7, "unknown": 6, "US": 2}


async def test_the_desk_scans_badges_and_every_device_has_a_name_of_its_own(jam, monkeypatch):
    token = badge_token(badge_key(TOKEN), story.seat_id("p-somebody"))
    async with jam.person("p-office", ProgrammeRole.SECRETARIAT) as client:
        led = await client.get(f"/B/{token}")
        assert led.headers["location"] == f"/attend/jam/desk?code={token}"
        page = (await client.get(led.headers["location"])).text
        assert f'value="{token}"' in page
        device = re.search(r'name="device" value="([^"]+)"', page)[1]
        await client.post("/attend/jam/desk", data={**tokens(page), "action": "scan", "code": token, "device": device})
        wrong = await client.post("/attend/jam/desk", data={**tokens(page), "action": "scan", "code": "CT1X"})
        assert wrong.status_code == 422
        assert "Nobody here signed this code" in wrong.text
    ((_, command),) = jam.commands()
    assert (command.seating_id, command.device_id) == ("jam", device)
    assert [scan.seat_id for scan in command.scans] == [story.seat_id("p-somebody")]


async def test_scans_of_an_offline_device_come_as_a_batch_and_the_first_counts(jam):
    jam.hear(story.scanned("p-2", "east", 9), story.scanned("p-2", "west", 4), story.scanned("p-2", "west", 30, 2))
    async with jam.secretariat() as program:
        (came,) = (await program.get("/api/v1/seatings/jam/arrivals")).json()["items"]
        assert (came["device_id"], came["times"], came["came_at"]) == ("west", 3, "2018-03-01T12:04:00Z")
        scans = [{"sequence": 1, "seat_id": story.seat_id("p-2"), "scanned_at": NOON.isoformat()}]
        answer = await program.post("/api/v1/seatings/jam/scans", json={"device_id": "west", "scans": scans})
        assert answer.status_code == 202
        wrong = await program.post("/api/v1/seatings/jam/scans", json={"device_id": "west", "scans": []})
        assert wrong.status_code == 422
        assert wrong.json()["errors"][0]["pointer"] == "/scans"


async def test_an_offline_device_is_told_which_badges_are_valid_and_nothing_of_anybody(jam):
    async with jam.secretariat() as program:
        items = (await program.get("/api/v1/seatings/jam/badges")).json()["items"]
    assert {each["seat_id"] for each in items} == {story.seat_id("p-somebody"), story.seat_id("p-2")}
    assert all(set(each) == {"token", "seat_id"} for each in items)
    assert "p-2" not in str(items)


async def test_ones_own_badge_is_a_pdf_and_only_for_who_has_a_seat(jam):
    async with jam.person() as client:
        badge = await client.get("/attend/jam/my-badge.pdf")
    assert badge.headers["content-type"] == "application/pdf"
    assert badge.content.startswith(b"%PDF")
    async with jam.person("p-3") as client:
        assert (await client.get("/attend/jam/my-badge.pdf")).status_code == 404


async def test_ones_timetable_of_meetings_is_in_the_time_of_the_place(busy):
    busy.hear(story.hours(), story.meeting())
    async with busy.person() as client:
        page = (await client.get("/meetings")).text
        assert "Yes, let us meet" in page
        form = {**tokens(page), "action": "accept", "meeting_id": "m-1"}
        await client.post("/meetings", data=form)
        busy.hear(
            said.MeetingAccepted(meeting_id="m-1", gathering_id="expo-2018", person_id="p-somebody", agreed=True),
            story.scheduled(),
        )
        page = (await client.get("/meetings")).text
        (item,) = (await client.get("/api/v1/meetings")).json()["items"]
    assert "Tuesday, 14:00 to 14:20 (America/New_York)" in page
    assert "Table 4, West foyer" in page
    assert item["state"] == "placed"
    ((_, command),) = busy.commands()
    assert command == said.AnswerMeeting(meeting_id="m-1", person_id="p-somebody", accepts=True)


async def test_nobody_sees_the_meetings_of_others(busy):
    busy.hear(story.hours(), story.meeting(), story.scheduled())
    async with busy.person("p-stranger") as client:
        assert (await client.get("/api/v1/meetings")).json()["items"] == []
        assert "Sensors" not in (await client.get("/meetings")).text


async def test_the_secretariat_has_a_plan_made_and_reads_its_proof(busy):
    busy.hear(story.hours(), story.meeting(), story.scheduled())
    busy.hear(
        said.MeetingsPlanned(
            gathering_id="expo-2018", plan_id="p", verdict="optimal", scheduled=1, breaks=0, at_least=0
        )
    )
    async with busy.person("p-office", ProgrammeRole.SECRETARIAT) as client:
        page = (await client.get("/gatherings/expo-2018/meetings")).text
        assert "Optimal, 1 meetings, 0 idle gaps" in page
        await client.post("/gatherings/expo-2018/meetings", data=tokens(page))
    ((_, command),) = busy.commands()
    assert command == said.PlanMeetings(gathering_id="expo-2018")
