"""The desk's API: lists and reads by audience, reviews, the register, rounds, people; and what it says of itself."""

import json

import pytest
from jsonschema import Draft202012Validator

from cityteams_contracts.registration import (
    AcceptWorksheet,
    AnswerDuplicate,
    BeginReview,
    CloseRound,
    ConfirmForRound,
    CorrectOrganisation,
    DeclineWorksheet,
    ErasePerson,
    GrantExtension,
    GrantRole,
    NamePerson,
    OpenRound,
    ProgrammeRole,
    RegisterOrganisation,
    ReopenFields,
    ReturnWorksheet,
    RevokeRole,
    SetMembership,
    UnnamePerson,
)
from tests.portal.desk import routes_of
from tests.portal.office.story import begun, merged, opened
from tests.portal.test_api import problem

DUE = "2018-05-01T12:00:00Z"
CITY = {"name": "Ulm", "kind": "municipality", "country": "DE"}
ROUND = {"round_id": "sc4", "round": opened().round.model_dump(mode="json")}
COMMANDS = (
    ("worksheets/w-1/begin-review", {"seen": "e-1"}, BeginReview),
    ("worksheets/w-1/accept", None, AcceptWorksheet),
    ("worksheets/w-1/return", {"comments": {"targets": "By when?"}, "due_at": DUE}, ReturnWorksheet),
    ("worksheets/w-1/decline", {"reason": "Late."}, DeclineWorksheet),
    ("worksheets/w-1/reopen", {"fields": ["title"], "until": DUE}, ReopenFields),
    ("worksheets/w-1/confirm", {"round_id": "sc4"}, ConfirmForRound),
    ("organisations", CITY, RegisterOrganisation),
    ("organisations/o-genoa/correct", CITY, CorrectOrganisation),
    ("organisations/o-genoa/membership", {"membership": "full"}, SetMembership),
    ("organisations/o-genoa/people", {"person_id": "p-1", "role": "expert"}, NamePerson),
    ("organisations/o-genoa/people", {"name": "N", "mail": "n@example.org", "role": "expert"}, NamePerson),
    ("organisations/o-genoa/people/remove", {"person_id": "p-1", "role": "expert"}, UnnamePerson),
    ("questions/q-o-genova-o-genoa", {"verdict": "merge"}, AnswerDuplicate),
    ("rounds", ROUND, OpenRound),
    ("rounds/sc3-2018/close", None, CloseRound),
    ("rounds/sc3-2018/extensions", {"organisation_id": "o-genoa", "until": DUE}, GrantExtension),
    ("people/p-1/roles", {"role": "secretariat"}, GrantRole),
    ("people/p-1/roles/revoke", {"role": "secretariat"}, RevokeRole),
    ("people/p-1/erase", None, ErasePerson),
)
OFFICE_ONLY = [each for each in COMMANDS if each[2] not in {
    ConfirmForRound, RegisterOrganisation, CorrectOrganisation, NamePerson, UnnamePerson
}]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "kind"), COMMANDS)
async def test_each_request_of_the_desk_is_one_command(morning, path, body, kind):
    async with morning.secretariat() as client:
        headers = {"idempotency-key": "the same"}
        for _ in range(2):
            response = await client.post(f"/api/v1/{path}", json=body, headers=headers)
            assert response.status_code == 202, response.text
    ((_, command),) = morning.commands()
    assert type(command) is kind


@pytest.mark.parametrize(("path", "body", "_kind"), OFFICE_ONLY)
async def test_nobody_else_reviews_merges_or_trusts(morning, path, body, _kind):
    async with morning.client() as client:
        problem(await client.post(f"/api/v1/{path}", json=body), 401)
    async with morning.person("p-lead") as client:
        problem(await client.post(f"/api/v1/{path}", json=body), 403)
    assert morning.commands() == []


@pytest.mark.parametrize("path", ["rounds", "rounds/sc3-2018/close", "people/p-1/roles", "people/p-1/erase"])
async def test_the_secretariat_is_no_administrator(morning, path):
    async with morning.person("p-s", ProgrammeRole.SECRETARIAT) as client:
        problem(await client.post(f"/api/v1/{path}", json={"role": "secretariat"}), 403)


async def test_a_comment_goes_to_registration_and_not_into_the_command(morning):
    async with morning.secretariat() as client:
        body = {"comments": {"targets": "CANARY-comment"}, "due_at": DUE}
        await client.post("/api/v1/worksheets/w-1/return", json=body, headers={"if-match": '"e-7"'})
    ((_, command),) = morning.commands()
    assert command.seen == "e-7"
    assert "CANARY" not in command.model_dump_json()
    assert morning.parts[command.part_id] == {"targets": "CANARY-comment"}
    (given,) = [question for subject, question in morning.asked if subject.endswith("part.give")]
    assert (given.owner, given.actor) == ("p-lead", "secretariat")


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("worksheets/w-1/return", {"comments": {}, "due_at": DUE}, "/comments"),
        ("worksheets/w-1/return", {"comments": {"targets": "x"}}, "/due_at"),
        ("worksheets/w-1/return", {"comments": {"targets": "x" * 4001}, "due_at": DUE}, "/comments/targets"),
        ("worksheets/w-1/accept", {"seen": "a b"}, "/seen"),
        ("worksheets/w-1/accept", {"sene": "x"}, "/sene"),
        ("worksheets/w-1/reopen", {"fields": [], "until": DUE}, "/fields"),
        ("organisations", {"name": "U"}, "/kind"),
        ("organisations", CITY | {"website": "javascript:alert(1)"}, "/website"),
        ("organisations/o-genoa/people", {"role": "expert"}, ""),
        ("questions/q-o-genova-o-genoa", {"verdict": "maybe"}, "/verdict"),
        ("rounds", {"round_id": "x", "round": {"title": "T"}}, "/round/version"),
        ("people/p-1/roles", {"role": "king"}, "/role"),
    ],
)
async def test_each_mistake_names_its_field(morning, path, body, pointer):
    async with morning.secretariat() as client:
        told = problem(await client.post(f"/api/v1/{path}", json=body), 422)
    assert pointer in {each["pointer"] for each in told["errors"]}
    assert morning.commands() == []


async def test_the_list_tells_each_what_is_theirs(morning):
    async def seen(client, **asked):
        told = (await client.get("/api/v1/worksheets", params=asked)).json()
        return {each["worksheet_id"]: each for each in told["items"]}

    async with morning.client() as client:
        public = await seen(client)
    async with morning.person("p-somebody") as client:
        programme = await seen(client)
        assert await seen(client, mine="1") == {}
        assert set(await seen(client, state="declined")) == {"w-5"}
    async with morning.person("p-other") as client:
        mine = await seen(client, mine="1")
    async with morning.secretariat() as client:
        every = await seen(client)
    assert set(public) == set(programme) == {"w-5"}
    assert "challenges" not in public["w-5"]
    assert programme["w-5"]["challenges"] == "Bureaucracy between departments."
    assert "lead" not in programme["w-5"]
    assert mine["w-3"]["due_at"]
    assert set(every) == {f"w-{number}" for number in range(1, 8)}


async def test_words_for_the_programme_find_nothing_for_strangers(morning):
    async with morning.client() as client:
        assert (await client.get("/api/v1/worksheets?q=bureaucracy")).json()["items"] == []
        assert len((await client.get("/api/v1/worksheets?q=bisagno")).json()["items"]) == 1
    async with morning.person() as client:
        assert len((await client.get("/api/v1/worksheets?q=bureaucracy")).json()["items"]) == 1


@pytest.mark.parametrize("part", ["", "/history", "/versions"])
async def test_what_is_not_yours_and_what_is_not_there_is_told_alike(morning, part):
    async with morning.person("p-somebody") as client:
        theirs, nowhere = [await client.get(f"/api/v1/worksheets/{each}{part}") for each in ("w-1", "w-none")]
    assert problem(theirs, 403) == problem(nowhere, 403)
    async with morning.client() as client:
        theirs, nowhere = [await client.get(f"/api/v1/worksheets/{each}{part}") for each in ("w-1", "w-none")]
    assert problem(theirs, 401) == problem(nowhere, 401)
    async with morning.person("p-official") as client:
        assert (await client.get(f"/api/v1/worksheets/w-1{part}")).status_code == 200


async def test_an_old_name_of_a_sector_finds_the_new_one(morning):
    async with morning.secretariat() as client:
        for code in ("resilience", "public_safety"):
            told = (await client.get(f"/api/v1/worksheets?sector={code}")).json()
            assert {"w-1", "w-5"} <= {each["worksheet_id"] for each in told["items"]}


async def test_a_read_has_a_tag_by_which_it_is_read_once(morning):
    for path in ("worksheets/w-1", "organisations/o-genoa", "rounds/sc3-2018"):
        async with morning.secretariat() as client:
            first = await client.get(f"/api/v1/{path}")
            again = await client.get(f"/api/v1/{path}", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    async with morning.secretariat() as client:
        tag = (await client.get("/api/v1/worksheets/w-1")).headers["etag"]
        assert tag.strip('"') == (await client.get("/api/v1/worksheets/w-1")).json()["seen"]
        morning.hear(begun())
        assert (await client.get("/api/v1/worksheets/w-1", headers={"if-none-match": tag})).status_code == 200


async def test_versions_tell_what_changed_field_by_field(morning):
    async with morning.secretariat() as client:
        told = (await client.get("/api/v1/worksheets/w-4/versions")).json()["items"]
        trail = (await client.get("/api/v1/worksheets/w-4/history")).json()["items"]
    assert told[0]["differences"] == []
    assert [each["field"] for each in told[1]["differences"]] == ["description"]
    assert [(each["state_before"], each["state_after"]) for each in trail] == [
        ("", "submitted"),
        ("submitted", "in_review"),
        ("in_review", "returned"),
        ("returned", "resubmitted"),
    ]


async def test_a_merged_id_answers_as_the_one_it_lives_on_in(morning):
    morning.hear(merged("o-genova", "o-genoa"))
    async with morning.secretariat() as client:
        told = (await client.get("/api/v1/organisations/o-genova")).json()
        trail = (await client.get("/api/v1/organisations/o-genova/history")).json()["items"]
    assert (told["organisation_id"], told["formerly"]) == ("o-genoa", ["o-genova"])
    assert trail[-1]["changes"] == [{"field": "merged_into", "before": "", "after": "o-genoa"}]
    async with morning.person() as client:
        assert "people" not in (await client.get("/api/v1/organisations/o-genoa")).json()


async def test_a_rule_file_opens_a_round(morning):
    text = "round: r-9\ntitle: Nine\nversion: 1\nsectors:\n- {code: data, name: {en: Data, no: Data}}\n"
    async with morning.secretariat() as client:
        kind = {"content-type": "application/yaml"}
        assert (await client.post("/api/v1/rounds", content=text, headers=kind)).status_code == 202
        told = problem(await client.post("/api/v1/rounds", content="a: *b", headers=kind), 422)
    assert "alias" in told["errors"][0]["detail"]
    ((_, command),) = morning.commands()
    assert command.round.sectors[0].name == {"en": "Data", "no": "Data"}


async def test_everybody_takes_their_own_data_and_nobody_elses(morning):
    async with morning.person("p-lead") as client:
        assert (await client.get("/api/v1/people/p-lead/export")).json()["person_id"] == "p-lead"
        problem(await client.get("/api/v1/people/p-other/export"), 403)
    async with morning.client() as client:
        problem(await client.get("/api/v1/people/p-lead/export"), 401)


@pytest.mark.parametrize("query", ["limit=0", "state=none", "sort=size", "after=x", "older_than_days=-1", "limit=1e3"])
async def test_a_wrong_word_in_an_address_is_named(morning, query):
    async with morning.secretariat() as client:
        problem(await client.get(f"/api/v1/worksheets?{query}"), 422)


async def test_the_api_describes_every_route_that_it_has(desk):
    from cityteams_portal.web.server import website

    async with desk.client() as client:
        response = await client.get("/api/v1/openapi.json")
    told = response.json()
    there = {
        (method.lower(), route.path.removeprefix("/api/v1"))
        for route in routes_of(website(desk.service, desk.settings))
        for method in route.methods or ()
        if route.path.startswith("/api/v1") and method != "HEAD"
    }
    assert {(method, path) for path, each in told["paths"].items() for method in each} == there
    assert told["openapi"].startswith("3.1")
    names = [each["operationId"] for path in told["paths"].values() for each in path.values()]
    assert len(names) == len(set(names))
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in set(json.dumps(told).split('"$ref": "')[1:]):
        assert reference.split('"')[0].removeprefix("#/components/schemas/") in told["components"]["schemas"]
    for path in told["paths"].values():
        assert all(each["summary"] for each in path.values())
