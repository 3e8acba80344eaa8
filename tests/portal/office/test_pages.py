"""The desk's pages: the queue, one review, the register, questions and rounds; they work without scripts."""

import re

import pytest

from cityteams_contracts.registration import (
    AcceptWorksheet,
    AnswerDuplicate,
    BeginReview,
    CloseRound,
    CorrectOrganisation,
    DeclineWorksheet,
    GrantExtension,
    NamePerson,
    OpenRound,
    ProgrammeRole,
    RegisterOrganisation,
    ReopenFields,
    ReturnWorksheet,
    SetMembership,
    UnnamePerson,
)
from tests.portal.office.story import begun, submitted
from tests.portal.story import refused
from tests.portal.test_pages import HOSTILE, Outline

OFFICE, ADMINISTRATOR = ProgrammeRole.SECRETARIAT, ProgrammeRole.ADMINISTRATOR
PAGES = (
    "/review",
    "/review?state=returned&q=nothing",
    "/review/w-1",
    "/review/w-2",
    "/review/w-4",
    "/review/w-4/history",
    "/organisations",
    "/organisations/o-genoa",
    "/organisations/questions",
    "/rounds",
    "/rounds/sc3-2018",
)


async def page(client, path, status=200):
    response = await client.get(path)
    assert response.status_code == status, response.text[:500]
    return response.text


def tokens_in(shown):
    """What the forms of a page carry hidden."""
    found = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', shown))
    assert len(found) == 2
    return found


async def post(client, path, **fields):
    """Fills the form at an address that is shown on the page and sends it."""
    shown = await page(client, path.partition("?")[0] if "questions/" not in path else "/organisations/questions")
    tokens = tokens_in(shown)
    return await client.post(path, data=tokens | fields)


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_of_the_desk_can_be_read_by_everybody(morning, path):
    async with morning.person("p-boss", ADMINISTRATOR) as client:
        told = Outline(await page(client, path))
    assert {"header", "nav", "main", "footer", "title"} <= set(told.tags)
    assert told.tags.count("h1") == 1
    ids = [each["id"] for _, each in told.attributes if "id" in each]
    assert len(ids) == len(set(ids))
    labelled = {each["for"] for each in told.all("label") if "for" in each}
    for tag in ("input", "select", "textarea"):
        for each in told.all(tag):
            if each.get("type") not in ("hidden", "checkbox"):
                assert each["id"] in labelled
    assert not any("style" in each or any(name.startswith("on") for name in each) for _, each in told.attributes)


@pytest.mark.parametrize("path", PAGES)
async def test_nobody_else_sees_the_desk(morning, path):
    async with morning.client() as client:
        assert (await client.get(path)).status_code == 303
    if path.startswith("/organisations") and "questions" not in path:
        return
    async with morning.person("p-lead") as client:
        assert (await client.get(path)).status_code == 403


async def test_the_queue_is_oldest_first_and_counts_each_state(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, "/review?state=submitted,resubmitted,in_review")
        mine = await page(client, "/review?state=in_review&reviewer=me")
    order = [told.index(f'href="/review/{each}"') for each in ("w-1", "w-2", "w-4")]
    assert order == sorted(order)
    assert 'href="/review/w-3"' not in told
    assert "Rita Reviewer" in told
    assert 'href="/review/w-2"' in mine


async def test_a_sector_that_was_renamed_is_offered_once_and_finds_both(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, "/review?sector=public_safety")
    assert 'value="resilience"' not in told
    assert told.count('<option value="public_safety"') == 1
    assert {"w-1", "w-5"} <= set(re.findall(r'href="/review/(w-[^"]+)"', told))


async def test_who_filtered_sees_the_filter_and_nothing_to_take_up_offers_no_button(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, "/review?state=accepted")
        whole = await page(client, "/review")
    assert '<details class="more" open>' in told
    assert "Take up what is chosen" not in told
    assert '<details class="more">' in whole
    assert "Take up what is chosen" in whole


@pytest.mark.parametrize(
    ("worksheet_id", "offered"),
    [
        ("w-1", {"begin", "accept", "decline", "reopen", "extend", "return"}),
        ("w-2", {"accept", "decline", "reopen", "extend", "return"}),
        ("w-3", {"decline", "extend", "return"}),
        ("w-5", {"reopen", "extend", "return"}),
        ("w-6", {"return"}),
    ],
)
async def test_a_page_offers_what_registration_would_do(morning, worksheet_id, offered):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, f"/review/{worksheet_id}")
    assert set(re.findall(r'name="action" value="([a-z]+)"', told)) == offered
    assert ("Give back with these comments" in told) == (worksheet_id == "w-2")


async def test_many_are_taken_up_at_once(morning):
    morning.hear(submitted("w-8"))
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, "/review")
        ticks = re.findall(r'name="worksheet" value="([^"]+)"', told)
        response = await post(client, "/review", worksheet=ticks)
    assert response.status_code == 303
    taken = {command.worksheet_id: command for _, command in morning.commands()}
    assert set(taken) == {"w-1", "w-4", "w-8"}
    assert all(isinstance(each, BeginReview) and each.seen for each in taken.values())


async def test_a_review_shows_names_private_answers_comments_and_changes(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, "/review/w-1")
        again = await page(client, "/review/w-4")
    assert "Lea Lead" in told
    assert "Otto Official" in told
    assert "CANARY-cyber" in told
    assert "Minutes of warning" in told
    assert "Cameras count, and forget." in again
    assert "Sensors in the Bisagno" in again.split("What changed")[1].split("The worksheet")[0]
    assert {question.actor for subject, question in morning.asked if subject.endswith("part.read")} == {"p-reviewer"}
    assert all("w-" in question.purpose for _, question in morning.asked if hasattr(question, "purpose"))


async def test_who_was_forgotten_is_a_former_member(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        assert "a former member" in await page(client, "/review/w-3")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"action": "begin"}, BeginReview),
        ({"action": "accept"}, AcceptWorksheet),
        ({"action": "decline", "reason": "Too late."}, DeclineWorksheet),
        ({"action": "return", "comment-targets": "By when?", "due": "2018-05-01"}, ReturnWorksheet),
        ({"action": "reopen", "field": ["title", "privacy"], "until": "2018-05-01"}, ReopenFields),
        ({"action": "extend", "organisation_id": "o-genoa", "until": "2018-05-01"}, GrantExtension),
    ],
)
async def test_each_button_sends_one_command_with_what_was_seen(morning, fields, kind):
    async with morning.person("p-reviewer", OFFICE) as client:
        response = await post(client, "/review/w-2", **fields, seen="e-seen")
    assert response.status_code == 303, response.text
    ((_, command),) = morning.commands()
    assert type(command) is kind
    if kind is not GrantExtension:
        assert command.seen == "e-seen"
    if kind is ReturnWorksheet:
        assert command.fields == ("targets",)
        assert morning.parts[command.part_id] == {"targets": "By when?"}
        assert command.due_at.isoformat() == "2018-05-01T23:59:59+00:00"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"action": "return", "due": "2018-05-01"}, "Write at least one comment"),
        ({"action": "return", "comment-targets": "Keep me", "due": "soon"}, "choose a day"),
        ({"action": "decline", "reason": " "}, "Write the reason"),
        ({"action": "reopen", "until": "2018-05-01"}, "fields"),
    ],
)
async def test_a_mistake_is_told_and_nothing_typed_is_lost(morning, fields, words):
    async with morning.person("p-reviewer", OFFICE) as client:
        response = await post(client, "/review/w-2", **fields)
    assert response.status_code == 422
    assert words in response.text
    assert ("Keep me" in response.text) == ("comment-targets" in fields)
    assert morning.commands() == []


async def test_a_reviewer_who_was_overtaken_is_told_and_keeps_the_comments(new_desk):
    desk = new_desk(answer_wait=5)
    desk.hear(submitted(), begun())
    why = "Another reviewer was quicker; read it again."
    async with desk.person("p-reviewer", OFFICE) as client:
        import asyncio

        sending = asyncio.create_task(
            post(client, "/review/w-1", **{"action": "return", "comment-title": "Mine", "due": "2018-05-01"})
        )
        await desk.answer_next(lambda command_id: refused(command_id, "another-reviewer-was-quicker", why))
        response = await sending
    assert response.status_code == 422
    assert why in response.text
    assert "Mine" in response.text


async def test_the_same_page_sent_twice_is_one_command(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        shown = await page(client, "/review/w-2")
        tokens = tokens_in(shown)
        for _ in range(2):
            assert (await client.post("/review/w-2", data=tokens | {"action": "accept"})).status_code == 303
    assert len(morning.commands()) == 1


async def test_a_form_of_another_site_changes_nothing(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        response = await client.post("/review/w-2", data={"action": "accept", "form_token": "guessed", "act_id": "x"})
    assert response.status_code == 400
    assert morning.commands() == []


@pytest.mark.parametrize(
    ("path", "fields", "kind"),
    [
        ("/organisations", {"name": "Ulm", "kind": "municipality", "country": "de"}, RegisterOrganisation),
        ("/organisations/o-genoa", {"action": "correct", "name": "Genova", "kind": "agency"}, CorrectOrganisation),
        ("/organisations/o-genoa", {"action": "membership", "membership": "full"}, SetMembership),
        ("/organisations/o-genoa", {"action": "membership", "membership": ""}, SetMembership),
        (
            "/organisations/o-genoa",
            {"action": "name", "name": "N", "mail": "n@example.org", "role": "expert"},
            NamePerson,
        ),
        ("/organisations/o-genoa", {"action": "unname", "person_id": "p-official", "role": "expert"}, UnnamePerson),
        ("/organisations/questions/q-o-genova-o-genoa", {"verdict": "merge"}, AnswerDuplicate),
        ("/organisations/questions/q-o-genova-o-genoa", {"verdict": "keep_apart"}, AnswerDuplicate),
        ("/rounds/sc3-2018", {"action": "extend", "organisation_id": "o-genoa", "until": "2018-05-01"}, GrantExtension),
        ("/rounds/sc3-2018", {"action": "close"}, CloseRound),
    ],
)
async def test_the_register_and_the_rounds_are_kept_by_forms(morning, path, fields, kind):
    async with morning.person("p-boss", ADMINISTRATOR) as client:
        response = await post(client, path, **fields)
    assert response.status_code == 303, response.text
    assert [type(command) for _, command in morning.commands()] == [kind]


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/organisations", {"name": "", "kind": "municipality"}, "fill it in"),
        ("/organisations", {"name": "Ulm", "kind": "agency", "country": "Germany"}, "two capital letters"),
        ("/organisations/o-genoa", {"action": "name", "name": "N", "mail": "none", "role": "expert"}, "no @"),
        ("/organisations/o-genoa", {"action": "membership", "membership": "gold"}, "Choose one"),
        ("/rounds", {"text": "round: x\nround: y"}, "there twice"),
        ("/rounds", {"text": "a: [1"}, "line 1"),
        ("/rounds", {"text": "round: x\ntitle: T\nversion: 1"}, "sectors"),
        ("/rounds", {"text": ""}, "no rule file"),
        ("/rounds/sc3-2018", {"action": "extend", "organisation_id": "o-none", "until": "2099-01-01"}, "has this id"),
    ],
)
async def test_bad_input_names_the_field_and_changes_nothing(morning, path, fields, words):
    async with morning.person("p-boss", ADMINISTRATOR) as client:
        response = await post(client, path, **fields)
    assert response.status_code == 422
    assert words in response.text
    assert morning.commands() == []
    for name in fields.keys() & {"organisation_id", "until"}:
        assert f'value="{fields[name]}"' in response.text, "what was typed is still there"


async def test_a_round_is_opened_by_the_shipped_rule_file(morning):
    from pathlib import Path

    folder = Path(__file__).parents[3] / "services" / "registration" / "src" / "cityteams_registration" / "seasons"
    async with morning.person("p-boss", ADMINISTRATOR) as client:
        for file in sorted(folder.glob("*.yaml")):
            response = await post(client, "/rounds", text=file.read_text("utf-8"))
            assert response.status_code == 303, response.text
    assert [type(command) for _, command in morning.commands()] == [OpenRound, OpenRound]


async def test_what_people_wrote_is_shown_and_never_runs(desk):
    desk.hear(submitted("w-1", title=HOSTILE, description=HOSTILE, challenges=HOSTILE))
    async with desk.person("p-reviewer", OFFICE) as client:
        for path in ("/review", "/review/w-1", "/review/w-1/history"):
            told = await page(client, path)
            assert "<script>alert" not in told
            assert "<img" not in told
            assert "&lt;script&gt;alert(1)" in told


async def test_the_audit_trail_tells_who_when_from_and_to(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = " ".join(re.sub("<[^>]+>", " ", await page(client, "/review/w-4/history")).split())
    for words in ("Handed in → In review", "In review → With the team", "With the team → Handed in again"):
        assert words in told


async def test_registration_away_leaves_the_rest_readable(morning):
    from cityteams_chassis import Transient

    async def away(*_, **__):
        raise Transient("nobody answers")

    morning.service.request = away
    async with morning.person("p-reviewer", OFFICE) as client:
        told = await page(client, "/review/w-1")
        assert "cannot be read now" in told
        assert "Minutes of warning" in told
        response = await post(client, "/review/w-2", action="decline", reason="Keep me")
    assert response.status_code == 422
    assert "Keep me" in response.text
