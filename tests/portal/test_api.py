"""The JSON API: figures, lists and outcomes; commands answered 202; every no is Problem Details."""

import asyncio
import json
from typing import Any

import pytest

from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_contracts.registration import AcceptWorksheet, SubmitWorksheet, WithdrawWorksheet
from tests.portal.story import accepted, announced, proposed, refused, released, slot

ROW: dict[str, Any] = {
    "id": "gctc-001",
    "title": "Crime-curbing lights",
    "sector": "public_safety",
    "round": "sc3-2018",
    "participants": [
        {
            "name": "Chattanooga, TN",
            "kind": "municipality",
            "country": "US",
            "city": "Chattanooga, TN",
            "deploys": True,
        },
        {"name": "CoLab", "kind": "company", "country": None, "deploys": False},
    ],
    "lead": {"name": "Amara Abara", "mail": "amara@example.org"},
    "officials": [{"name": "Benoit Hashimoto", "mail": "benoit@example.org"}],
    "needs": ["data"],
    "years": ["2018"],
    "source": "the test",
}
GATHERING = {
    "gathering_id": "expo-2018",
    "kind": "expo",
    "title": "Expo 2018",
    "place": "Washington, DC",
    "time_zone": "America/New_York",
    "days": [{"date": "2018-09-18", "opens": "13:30", "closes": "17:30"}],
    "rooms": [{"room_id": "r-a", "name": "146A", "capacity": 120}],
}
ANSWER = {"cluster_id": "c-2", "invitation_id": "i-1", "accepts": True}
SECRETARIAT = (
    ("/api/v1/worksheets/w-1/accept", None, AcceptWorksheet),
    ("/api/v1/worksheets/w-1/withdraw", None, WithdrawWorksheet),
    ("/api/v1/invitations", ANSWER, AnswerInvitation),
    ("/api/v1/gatherings", GATHERING, HoldGathering),
    ("/api/v1/gatherings/expo-2018/release", None, ReleaseAgenda),
)


def problem(response, status):
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert {"type", "title", "detail", "code"} <= body.keys()
    return body


async def test_the_figures_are_those_of_the_front_page(busy):
    async with busy.client() as client:
        found = (await client.get("/api/v1/counters")).json()
    assert found["clusters"] == {"total": 2, "forming": 1, "listed": 1, "dissolved": 0}
    assert {"sector": "public_safety", "worksheets": 1, "listed": 1, "forming": 0} in found["sectors"]


async def test_the_list_goes_on_by_cursor(desk):
    desk.hear(*(proposed(f"c-{number:03}", title="Ünïcode <b>") for number in range(25)))
    seen, after = [], ""
    async with desk.client() as client:
        while after is not None:
            page = (await client.get("/api/v1/clusters", params={"limit": 10, "after": after})).json()
            seen += [each["cluster_id"] for each in page["items"]]
            after = page["next"]
    assert seen == sorted(seen)
    assert len(seen) == 25


async def test_a_cluster_is_told_whole(busy):
    async with busy.client() as client:
        told = (await client.get("/api/v1/clusters/c-2")).json()
    assert told["state"] == "forming"
    assert told["missing"] == ["a-cluster-needs-two-organisations"]
    assert told["invitations"][0]["reasons"][0]["weight"] == 1.5
    assert told["worksheet"]["title"] == "Quiet streets"
    assert "p-" not in json.dumps(told)


async def test_the_agenda_is_told_by_release(desk):
    desk.hear(announced(), slot(), released(slot()), slot("c-2", "c", 10, "Later"))
    async with desk.client() as client:
        public = (await client.get("/api/v1/agenda/expo-2018")).json()
        now = (await client.get("/api/v1/agenda/expo-2018?view=now")).json()
    assert (public["release"], len(public["entries"]), public["changes_since_release"]) == (1, 1, 1)
    assert public["entries"][0]["starts"] == "2018-09-18T13:30:00-04:00"
    assert (now["release"], now["last_release"], len(now["entries"])) == (None, 1, 2)


async def test_a_worksheet_is_taken_with_its_contacts_kept_apart(desk):
    async with desk.secretariat() as client:
        response = await client.post("/api/v1/worksheets", json=ROW)
        ((command_id, command),) = desk.commands()
        assert response.status_code == 202
        assert response.json() == {"command_id": command_id, "state": "waiting"}
        assert response.headers["location"] == f"/api/v1/commands/{command_id}"
        assert (await client.get(response.headers["location"])).json()["state"] == "waiting"
        desk.hear(refused(command_id, "worksheet-is-already-submitted", "It is in already."))
        told = (await client.get(response.headers["location"])).json()
    assert (told["state"], told["code"]) == ("rejected", "worksheet-is-already-submitted")
    assert isinstance(command, SubmitWorksheet)
    assert command.worksheet_id == "gctc-001"
    assert {person.name for person in desk.people} == {"Amara Abara", "Benoit Hashimoto"}


async def test_whoever_prefers_to_wait_gets_the_outcome(desk):
    async with desk.secretariat() as client:
        client.headers["prefer"] = "respond-async, wait=5"
        asking = asyncio.create_task(client.post("/api/v1/worksheets/w-1/accept"))
        await desk.answer_next(lambda _: accepted())
        response = await asking
    assert response.status_code == 200
    assert response.json()["state"] == "done"
    assert response.headers["preference-applied"] == "wait=5"


async def test_a_refusal_by_a_rule_is_a_problem_at_its_field(desk):
    async with desk.secretariat(prefer="wait=5") as client:
        asking = asyncio.create_task(client.post("/api/v1/worksheets", json=ROW))
        await desk.answer_next(lambda command_id: refused(command_id, "a-rule", "Add one.", "project.officials"))
        told = problem(await asking, 422)
    assert told["code"] == "a-rule"
    assert told["errors"] == [{"pointer": "/officials", "detail": "Add one."}]


@pytest.mark.parametrize(("path", "body", "kind"), SECRETARIAT)
async def test_the_secretariat_asks_with_its_token(desk, path, body, kind):
    async with desk.secretariat() as client:
        response = await client.post(path, json=body) if body else await client.post(path)
    assert response.status_code == 202, response.text
    assert [type(command) for _, command in desk.commands()] == [kind]


@pytest.mark.parametrize(("path", "body", "_kind"), SECRETARIAT)
async def test_nobody_else_asks_in_its_name(desk, new_desk, path, body, _kind):
    async with desk.client() as client:
        told = problem(await client.post(path, json=body), 401)
        assert "Bearer" in told["detail"]
        for wrong in ("Bearer no", "Basic abc", "Bearer", "bearer "):
            problem(await client.post(path, json=body, headers={"authorization": wrong}), 401)
    closed = new_desk(api_token=None)
    async with closed.secretariat() as client:
        problem(await client.post(path, json=body), 401)
    assert desk.commands() == closed.commands() == []


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        ({"title": None}, "/title", "must be a text"),
        ({"title": " "}, "/title", "fill it in"),
        ({"sector": "Outer space"}, "/sector", "right form"),
        ({"lead": {"name": "A"}}, "/lead/mail", "missing"),
        ({"participant": []}, "/participant", "remove it"),
        ({"participants": [{"name": "a\u0000", "kind": "company"}]}, "/participants/0/name", "U+0000"),
        ({"participants": [{"name": "a", "kind": "company", "country": "usa"}]}, "/participants/0/country", "ISO 3166"),
        ({"needs": ["data"] * 17}, "/needs", "more than 16"),
        ({"round": "a.b"}, "/round", "letters, digits"),
        ({"officials": [{"name": "B", "mail": "nobody"}]}, "/officials/0/mail", "not a mail address"),
        ({"x~/y": 1}, "/x~0~1y", "remove it"),
    ],
)
async def test_each_mistake_names_its_field_and_the_remedy(desk, change, pointer, words):
    async with desk.secretariat() as client:
        told = problem(await client.post("/api/v1/worksheets", json=ROW | change), 422)
    details = {each["pointer"]: each["detail"] for each in told["errors"]}
    assert words in details[pointer]
    assert desk.commands() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b'{"title": NaN}', 400),
        (b'{"title": "a", "title": "b"}', 422),
        (b'{"title": "\\ud800"}', 422),
        (b"\xff\xfe", 400),
        (b"[]", 422),
        (b"1e999", 422),
        (b"9" * 5000, 400),
    ],
)
async def test_what_is_no_json_object_is_refused(desk, body, status):
    async with desk.secretariat() as client:
        response = await client.post("/api/v1/worksheets", content=body, headers={"content-type": "application/json"})
    problem(response, status)
    assert desk.commands() == []


async def test_a_form_cannot_speak_to_the_api(desk):
    async with desk.secretariat() as client:
        problem(await client.post("/api/v1/worksheets", data={"title": "x"}), 415)


async def test_what_is_not_there_is_a_problem(desk):
    async with desk.secretariat() as client:
        for path in ("clusters/none", "agenda/none", "commands/none", "nowhere"):
            problem(await client.get(f"/api/v1/{path}"), 404)
        problem(await client.post("/api/v1/counters"), 405)
        for query in ("limit=0", "limit=201", "limit=x", "limit=²", "after=nonsense", "after=WzFd", "after=%00"):
            problem(await client.get(f"/api/v1/clusters?{query}"), 422)


async def test_registration_away_is_told_with_a_time_to_retry(desk):
    desk.away = True
    async with desk.secretariat() as client:
        response = await client.post("/api/v1/worksheets", json=ROW)
    assert problem(response, 503)["code"] == "registration-is-away"
    assert response.headers["retry-after"]
    assert desk.commands() == []


async def test_a_person_named_twice_is_given_once(desk):
    lead = {"name": "Amara Abara", "mail": "Amara@Example.org"}
    async with desk.secretariat() as client:
        row = ROW | {"lead": lead, "officials": [ROW["lead"], *ROW["officials"]]}
        assert (await client.post("/api/v1/worksheets", json=row)).status_code == 202
    assert len(desk.people) == 2
    ((_, command),) = desk.commands()
    assert command.project.lead == command.project.officials[0]
