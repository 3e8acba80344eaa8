"""What people see and ask of a planned gathering whose events the real events service said."""

import asyncio
import re

import pytest

from cityteams_contracts.events import (
    AgendaRule,
    AllocateBooths,
    AskBooth,
    AskRepair,
    Away,
    Booth,
    CancelGathering,
    PlaceSession,
    ProposeSession,
    ReportDelay,
    RollBackAgenda,
    RuleLevel,
    RuleSetting,
    SessionKind,
    SetRules,
    SlipGathering,
    SolveAgenda,
    Track,
)
from cityteams_contracts.registration import ProgrammeRole
from tests.events.planning.desk import JAM, RELEASE, at, computed, content, hold, session

SOLVE = SolveAgenda(gathering_id=JAM, seeds=1, effort=1)
PAGE = f"/gatherings/{JAM}"
TRACK = Track(track_id="t-water", title="Water", room_id="hall")


def put(name, room, hour, minute=0):
    return PlaceSession(gathering_id=JAM, session_id=name, room_id=room, starts=at(hour, minute))


@pytest.fixture
def jam(planner, follow):
    """Two sessions in a release, one proposal, one booth."""
    planner.take(hold(tracks=(TRACK,), booths=(Booth(number="901", exhibitors=2),)))
    opening = session("opening", "p-ada", kind=SessionKind.PLENARY, audience=90)
    planner.take(opening, session("beta", "p-bob", track_id="t-water", speakers_open=True))
    planner.actor = "p-cyd"
    planner.take(ProposeSession(session_id="gamma", gathering_id=JAM, content=content("gamma <b>", "p-cyd")))
    planner.take(AskBooth(request_id="b-1", gathering_id=JAM, title="Floods", cluster_id="c-1", live_demo=True))
    planner.actor = "secretariat"
    planner.take(put("opening", "hall", 9), put("beta", "hall", 10), RELEASE, AllocateBooths(gathering_id=JAM))
    follow()
    return planner


async def page(client, address):
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text[:400]
    return answer.text


def office(desk):
    return desk.person("p-office", ProgrammeRole.SECRETARIAT)


async def test_a_gathering_its_sessions_and_booths_are_public_and_nobody_is_named(desk, jam):
    async with desk.client() as client:
        text = await page(client, PAGE)
        assert "opening" in text
        assert "Floods" in text, "who exhibits at 901"
        assert "gamma" not in text, "what is only proposed is not public"
        one = await page(client, f"{PAGE}/sessions/beta")
        assert "10:00" in one
        assert "To be decided" in one
        assert "Water" in one
        assert (await client.get(f"{PAGE}/sessions/gamma")).status_code == 404
        for address in (PAGE, f"{PAGE}/sessions/beta", f"/api/v1{PAGE}", f"/api/v1{PAGE}/sessions"):
            assert "p-bob" not in (await client.get(address)).text


async def test_who_proposed_a_session_sees_it_and_text_stays_text(desk, jam):
    async with desk.person("p-cyd") as client:
        text = await page(client, f"{PAGE}/sessions/gamma")
    assert "gamma &lt;b&gt;" in text
    assert "Proposed" in text


async def test_the_agenda_shows_sessions_in_a_grid_and_as_a_list(desk, jam):
    async with desk.client() as client:
        text = await page(client, f"/agenda/{JAM}")
    assert text.count(f'href="/gatherings/{JAM}/sessions/opening"') == 2
    assert "Release 1 of the agenda" in text


async def test_now_and_next_know_the_delays_of_the_day(desk, jam, follow):
    address = f"{PAGE}/now?at=2018-02-07T09:10:00-05:00"
    async with desk.client() as client:
        assert "opening" in await page(client, address)
        jam.take(ReportDelay(gathering_id=JAM, track_id="t-water", since=at(9, 45), minutes=20))
        follow()
        text = await page(client, address)
        assert "20 minutes late" in text
        assert "10:20" in text
        told = (await client.get(f"/api/v1{address}")).json()
        assert [(each["session_id"], each["late"]) for each in told["next"]] == [("beta", 20)]
        assert "Later than planned" in await page(client, f"{PAGE}/sessions/beta")
        assert (await client.get(f"{PAGE}/now?at=soon")).status_code == 400


async def test_old_links_to_old_releases_still_open_and_the_changelog_says_what_changed(desk, jam, follow):
    jam.take(put("beta", "hall", 11), RELEASE, RollBackAgenda(gathering_id=JAM))
    follow()
    async with desk.client() as client:
        first, second = [await page(client, f"{PAGE}/releases/{number}") for number in (1, 2)]
        assert "10:00" in first
        assert "11:00" in second
        log = await page(client, f"{PAGE}/changelog")
        assert log.index("Release 3") < log.index("Release 2") < log.index("Release 1")
        assert "brings back release 1" in log
        assert "Moved" in log
        assert (await client.get(f"{PAGE}/releases/4")).status_code == 404
        told = (await client.get(f"/api/v1{PAGE}/releases")).json()["items"]
        assert [(each["release"], each["rolled_back_to"]) for each in told] == [(3, 1), (2, None), (1, None)]


async def test_before_the_first_release_there_is_nothing_to_tell(desk, planner, follow):
    planner.take(hold())
    follow()
    async with desk.client() as client:
        assert "No agenda is released yet." in await page(client, f"{PAGE}/changelog")
        assert "Nothing is held at the moment." in await page(client, f"{PAGE}/now")


async def test_a_gathering_that_slips_takes_its_released_agenda_along(desk, jam, follow):
    jam.take(SlipGathering(gathering_id=JAM, months=5, reason="The hall is closed."))
    follow()
    async with desk.client() as client:
        text = await page(client, PAGE)
        assert "It was planned for" in text
        told = (await client.get(f"/api/v1/agenda/{JAM}")).json()
    assert told["entries"][0]["starts"] == "2018-07-07T09:00:00-04:00", "the same local hour, in summer time"


async def test_a_gathering_that_was_called_off_says_so(desk, jam, follow):
    jam.take(CancelGathering(gathering_id=JAM, reason="The hall burned down."))
    follow()
    async with desk.client() as client:
        assert "The hall burned down." in await page(client, PAGE)
        assert "Called off" in await page(client, "/gatherings")


async def test_the_board_previews_what_a_release_changes_and_who_is_written_to(desk, jam, follow, registration):
    jam.take(put("beta", "hall", 11))
    follow()
    async with office(desk) as client:
        text = await page(client, f"{PAGE}/plan")
        told = (await client.get(f"/api/v1{PAGE}/differences")).json()
    assert "1 person would be written to" in text
    assert "Release 2" in text
    assert (told["items"][0]["change"], told["written_to"]) == ("moved", ["p-bob"])
    assert told["items"][0]["now"]["starts"] == "2018-02-07T11:00:00-05:00"


async def test_the_board_is_for_the_secretariat_alone(desk, jam):
    async with desk.client() as client:
        assert (await client.get(f"{PAGE}/plan")).status_code in (303, 302, 401)
        assert (await client.get(f"/api/v1{PAGE}/plan")).status_code == 401
    async with desk.person("p-cyd") as client:
        assert (await client.get(f"{PAGE}/plan")).status_code == 403
        assert (await client.post(f"/api/v1{PAGE}/solve", json={})).status_code == 403


async def test_the_board_shows_a_search_and_why_there_is_no_agenda(desk, jam, follow, registration):
    jam.take(session("one", "p-ada", fixed_at=at(9)), session("two", "p-ada", fixed_at=at(9)), SOLVE)
    follow()
    async with office(desk) as client:
        assert "A search runs" in await page(client, f"{PAGE}/plan")
        await asyncio.to_thread(computed, jam)
        follow()
        text = await page(client, f"{PAGE}/plan")
    assert "These contradict each other" in text
    assert "cannot be in two of" in text


async def test_the_board_shows_a_repair_with_who_is_affected(desk, jam, follow, registration):
    jam.take(AskRepair(gathering_id=JAM, away=(Away(person_id="p-bob", starts=at(10), ends=at(10, 30)),)))
    await asyncio.to_thread(computed, jam)
    follow()
    async with office(desk) as client:
        text = await page(client, f"{PAGE}/plan")
    assert "1 move; fewer are proven not to do" in text
    assert "Adopt it" in text


async def test_every_form_of_the_board_becomes_its_command(desk, jam, registration):
    forms = {
        "solve": {"seed": "3", "effort": "50"},
        "place": {"session_id": "beta", "room_id": "hall", "starts": "2018-02-07T11:00"},
        "release": {},
        "accept": {"session_id": "gamma"},
        "delay": {"room_id": "hall", "since": "2018-02-07T09:30", "minutes": "15"},
        "repair": {"person_id": "p-bob", "starts": "2018-02-07T10:00", "ends": "2018-02-07T11:00"},
        "slip": {"months": "1", "days": "0"},
        "rules": {"rule-turn_round": "warn"},
        "session": {"session_id": "new", "title": "New", "minutes": "45", "kind": "workshop", "speakers": "p-1, p-2"},
    }
    async with office(desk) as client:
        for action, typed in forms.items():
            shown = await page(client, f"{PAGE}/plan")
            tokens = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', shown))
            answer = await client.post(f"{PAGE}/plan", data={"action": action, **typed, **tokens})
            assert answer.status_code == 303, (action, answer.text[:300])
    sent = [command for _, command in desk.commands()]
    assert [type(command).name.partition(".")[2] for command in sent] == [
        "solve-agenda", "place-session", "release-agenda", "accept-session", "report-delay", "ask-repair",
        "slip-gathering", "set-rules", "plan-session",
    ]  # fmt: skip
    assert sent[1] == put("beta", "hall", 11)
    assert sent[7] == SetRules(gathering_id=JAM, rules=(RuleSetting(rule=AgendaRule.TURN_ROUND, level=RuleLevel.WARN),))
    assert sent[8].content.speakers == ("p-1", "p-2")


async def test_what_is_typed_wrongly_is_said_beside_the_form_and_nothing_is_sent(desk, jam, registration):
    async with office(desk) as client:
        shown = await page(client, f"{PAGE}/plan")
        tokens = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', shown))
        answer = await client.post(f"{PAGE}/plan", data={"action": "place", "starts": "soon", **tokens})
        assert answer.status_code == 422
        assert "starts: give day and time" in answer.text
        answer = await client.post(f"{PAGE}/plan", data={"action": "fly", **tokens})
        assert answer.status_code == 422
    assert desk.commands() == []


async def test_every_command_of_planning_is_asked_over_the_api_and_described(desk, jam):
    async with desk.secretariat() as client:
        answer = await client.post(f"/api/v1{PAGE}/solve", json={"seed": 4, "effort": 10})
        assert answer.status_code == 202
        wrong = await client.post(f"/api/v1{PAGE}/slip", json={"months": "many", "colour": "red"})
        assert wrong.status_code == 422
        assert {each["pointer"] for each in wrong.json()["errors"]} == {"/months", "/colour"}
        document = (await client.get("/api/v1/openapi.json")).json()
    assert [type(command) for _, command in desk.commands()] == [SolveAgenda]
    paths = document["paths"]
    assert paths["/gatherings/{gathering_id}/solve"]["post"]["description"] == "Who may: the secretariat."
    assert "/sessions/{session_id}/accept" in paths


async def test_a_proposal_over_the_api_is_for_whoever_is_signed_in(desk, jam):
    body = {"session_id": "delta", "content": {"kind": "workshop", "title": "Delta", "minutes": 30}}
    async with desk.client() as client:
        assert (await client.post(f"/api/v1{PAGE}/proposals", json=body)).status_code == 401
    async with desk.person("p-dee") as client:
        answer = await client.post(f"/api/v1{PAGE}/proposals", json=body)
        assert answer.status_code == 202, answer.text
    ((_, command),) = desk.commands()
    assert isinstance(command, ProposeSession)


async def test_the_portals_copy_is_the_fold_of_what_it_heard(desk, jam, follow, new_desk):
    jam.take(put("beta", "hall", 11), RELEASE, SlipGathering(gathering_id=JAM, days=3))
    follow()
    again = new_desk()
    again.replay(desk.heard)
    assert again.dump() == desk.dump()
