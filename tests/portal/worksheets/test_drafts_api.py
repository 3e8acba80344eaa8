"""The drafts under /api/v1: revisions, conflicts as Problem Details, and bad fields that cost no other."""

import pytest

ADDRESS = "/api/v1/drafts/w-lea"


async def patch(client, revision, address=ADDRESS, **changes):
    headers = {"if-match": f'"{revision}"'} if revision is not None else {}
    return await client.patch(address, json={"changes": changes, "device": "d-1"}, headers=headers)


async def test_a_patch_on_revision_zero_begins_a_draft(lea):
    response = await patch(lea, 0, title="Quiet streets")
    assert response.status_code == 200, response.text
    assert response.json()["saved"] == ["title"]
    assert response.headers["etag"] == f'"{response.json()["revision"]}"'
    found = await lea.get(ADDRESS)
    assert found.json()["fields"]["title"]["value"] == "Quiet streets"
    assert (await lea.get(ADDRESS, headers={"if-none-match": found.headers["etag"]})).status_code == 304
    assert [each["draft_id"] for each in (await lea.get("/api/v1/drafts")).json()["items"]] == ["w-lea"]


async def test_a_patch_without_a_revision_is_told_to_send_one(lea):
    response = await patch(lea, None, title="Quiet streets")
    assert response.status_code == 428
    assert "If-Match" in response.json()["detail"]
    assert (await lea.patch(ADDRESS, json={"changes": {}}, headers={"if-match": "*"})).status_code == 400


async def test_a_conflict_is_told_with_both_texts_and_the_rest_is_saved(pair, lea, moritz):
    revision = (await patch(lea, 0, title="Quiet streets")).json()["revision"]
    await lea.post(f"{ADDRESS}/share", json={"name": "Max Mate", "mail": "max@team.example"})
    assert (await patch(moritz, revision, title="Silent streets")).status_code == 200
    response = await patch(lea, revision, title="Calm streets", description="Noise")
    assert response.status_code == 412
    told = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert told["saved"] == ["description"]
    (conflict,) = told["conflicts"]
    assert (conflict["field"], conflict["yours"], conflict["theirs"]) == ("title", "Calm streets", "Silent streets")
    assert conflict["name"] == "Max Mate"
    assert (await patch(lea, told["revision"], title="Calm streets")).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("title", None),
        ("title", ["x"]),
        ("description", {"a": {"b": "c"}}),
        ("description", "x" * 30_000),
        ("title", "nul \x00"),
        ("participants", "none"),
        ("participants", [["x"]]),
        ("participants", [{"name": "x", "evil": "y"}]),
        ("participants", [{"name": 5}]),
        ("participants", [{"deploys": "yes"}]),
        ("needs", [{"kind": "data", "text": "x"}] * 5000),
        ("lead", {"name": "x", "phone": "y"}),
        ("answers", {"BAD CODE": "x"}),
        ("answers", {"owner": 5}),
        ("no_such_field", "x"),
    ],
)
async def test_a_field_of_the_wrong_type_is_told_and_the_others_are_saved(lea, field, value):
    response = await patch(lea, 0, **{field: value, "solutions": "kept"})
    assert response.status_code == 422, response.text
    told = response.json()
    assert told["saved"] == ["solutions"]
    assert told["errors"][0]["pointer"].startswith(f"/{field}")
    assert (await lea.get(ADDRESS)).json()["fields"]["solutions"]["value"] == "kept"


@pytest.mark.parametrize(
    "body", ["[]", "5", '{"changes": 5}', "{}", '{"changes": {"title": NaN}}', "{", '{"a":1,"a":2}']
)
async def test_a_body_that_is_none_is_told(lea, body):
    headers = {"if-match": '"0"', "content-type": "application/json"}
    assert (await lea.patch(ADDRESS, content=body, headers=headers)).status_code in (400, 422)
    assert (await lea.patch(ADDRESS, content=body, headers={"if-match": '"0"'})).status_code == 415


async def test_a_hundred_thousand_rows_are_too_long_to_be_read(lea):
    response = await patch(lea, 0, participants=[{"name": "x"}] * 100_000)
    assert response.status_code == 413


async def test_somebody_elses_draft_is_told_like_one_that_is_not_there(lea, moritz):
    revision = (await patch(lea, 0, title="Quiet streets")).json()["revision"]
    told = [await moritz.get(f"/api/v1/drafts/{each}") for each in ("w-lea", "w-nothing")]
    assert [each.status_code for each in told] == [403, 403]
    assert told[0].json() == told[1].json()
    assert (await patch(moritz, revision, title="Mine now")).status_code == 403
    assert (await moritz.delete(ADDRESS)).status_code == 403
    assert (await moritz.post(f"{ADDRESS}/hand-in")).status_code == 403
    assert (await lea.get(ADDRESS)).json()["fields"]["title"]["value"] == "Quiet streets"


async def test_nobody_signed_in_hears_401(pair):
    async with pair.portal.client() as stranger:
        assert (await patch(stranger, 0, title="x")).status_code == 401
        assert (await stranger.get(ADDRESS)).status_code == 401


async def test_an_owner_deletes_a_draft(lea):
    await patch(lea, 0, title="Quiet streets")
    assert (await lea.delete(ADDRESS)).status_code == 204
    assert (await lea.get(ADDRESS)).status_code == 403


async def test_a_draft_that_is_not_complete_names_every_field_by_pointer(lea):
    await patch(lea, 0, title="Quiet streets", sector="transportation")
    response = await lea.post(f"{ADDRESS}/hand-in")
    assert response.status_code == 422
    pointers = {each["pointer"] for each in response.json()["errors"]}
    assert {"/lead/name", "/lead/mail", "/officials", "/participants"} <= pointers


async def test_the_checklist_comes_in_the_language_of_who_asks(lea):
    english = (await patch(lea, 0, title="Quiet streets")).json()["checklist"]
    french = (await lea.get(f"{ADDRESS}?lang=fr")).json()["checklist"]
    assert [each["code"] for each in english] == [each["code"] for each in french]
    assert english
    assert all(mine["sentence"] != theirs["sentence"] for mine, theirs in zip(english, french, strict=True))


async def test_the_secretariat_files_a_worksheet_with_private_answers_once(pair):
    row = {
        "id": "by-mail",
        "title": "Quiet streets",
        "sector": "transportation",
        "round": "sc3-2018",
        "participants": [{"name": "Zürich", "kind": "municipality", "country": "CH", "deploys": True}],
        "lead": {"name": "Lea Lead", "mail": "lea@team.example"},
        "officials": [{"name": "Ada Official", "mail": "ada@city.example"}],
        "cybersecurity": "Keys are rotated.",
        "answers": {"owner": "The CISO"},
    }
    async with pair.portal.secretariat() as office:
        key = {"idempotency-key": "mail of Monday"}
        first = await office.post("/api/v1/worksheets", json=row, headers=key)
        again = await office.post("/api/v1/worksheets", json=row, headers=key)
        other = await office.post("/api/v1/worksheets", json={**row, "title": "Other"}, headers=key)
    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 422), first.text
    assert first.json()["command_id"] == again.json()["command_id"]
    ((_, command),) = pair.portal.commands()
    assert "owner" in command.project.answered
    assert "CISO" not in command.model_dump_json()
    assert "rotated" not in command.model_dump_json()
