"""The editor without scripts: every post keeps what it can, tells what is wrong at the field, and never overwrites."""

import json

from cityteams_contracts.registration import SubmitWorksheet
from tests.portal.test_pages import HOSTILE
from tests.portal.worksheets.form import FILLED, Form


async def test_a_form_that_is_saved_is_there_on_another_device(pair, lea):
    form = await Form(lea).open()
    await form.press(title="Quiet streets", participants__0__name="Zürich", participants__0__deploys="yes")
    async with pair.browser(lea.person, "Lea Lead") as other:
        again = await Form(other).open(f"/worksheets/{form.draft_id}/edit")
    assert again.page.value("title") == "Quiet streets"
    assert again.page.value("participants-0-name") == "Zürich"
    assert again.page.value("participants-0-deploys") == "yes"
    assert "Quiet streets" in (await lea.get("/worksheets")).text


async def test_looking_at_the_form_changes_nothing(pair, lea):
    await Form(lea).open()
    assert "registration.draft.save" not in " ".join(pair.questions)
    assert "No draft" in (await lea.get("/worksheets")).text


async def test_who_is_not_signed_in_is_led_to_the_sign_in_page(pair):
    async with pair.portal.client() as stranger:
        for address in ("/worksheets", "/worksheets/new", "/worksheets/w-1/edit", "/worksheets/w-1/preview"):
            response = await stranger.get(address)
            assert response.status_code == 303
            assert response.headers["location"].startswith("/sign-in?next=")


async def test_somebody_elses_draft_looks_like_one_that_is_not_there(lea, moritz):
    form = await Form(lea).open()
    await form.press(title="Quiet streets")
    pages = [await moritz.get(f"/worksheets/{draft}/edit") for draft in (form.draft_id, "nothing-here")]
    assert [page.status_code for page in pages] == [403, 403]
    assert pages[0].text == pages[1].text


async def test_a_bad_field_never_loses_the_others(lea):
    form = await Form(lea).open()
    await form.press(title="x" * 25_000, description="Kept", lead__mail="nobody")
    assert form.response.status_code == 422
    assert "20000" in form.page.error("title")
    assert form.page.value("description") == "Kept"
    assert form.page.value("title") == "x" * 25_000
    again = await Form(lea).open(f"/worksheets/{form.draft_id}/edit")
    assert again.page.value("description") == "Kept"
    assert again.page.value("lead-mail") == "nobody"


async def test_a_row_is_added_and_removed_without_scripts(lea):
    form = await Form(lea).open()
    await form.press("add:needs", needs__0__kind="data", needs__0__text="One")
    assert form.page.value("needs-2-text") == ""
    await form.press(needs__1__kind="funding", needs__1__text="Two")
    await form.press("remove:needs:0")
    assert form.page.value("needs-0-text") == "Two"
    assert ("needs-1-text", "Two") not in form.page.fields


async def test_a_cleared_field_stays_cleared(lea):
    form = await Form(lea).open()
    await form.press(title="Quiet streets", description="Away with this")
    await form.press(description="")
    assert form.page.value("description") == ""
    assert form.page.value("title") == "Quiet streets"


async def test_two_people_who_change_different_fields_lose_nothing(pair, lea, moritz):
    mine, theirs = await two_editors(pair, lea, moritz)
    await theirs.press(description="Written by Max")
    assert (await mine.press(challenges="Written by Lea")).status_code == 303
    assert mine.page.value("description") == "Written by Max"
    assert mine.page.value("challenges") == "Written by Lea"


async def two_editors(pair, lea, moritz):
    mine = await Form(lea).open()
    await mine.press(title="Quiet streets")
    page = await lea.post(
        f"/worksheets/{mine.draft_id}/share",
        data={"form_token": mine.page.value("form_token"), "name": "Max Mate", "mail": "max@team.example"},
    )
    assert page.status_code == 303, page.text
    mine = await Form(lea).open(f"/worksheets/{mine.draft_id}/edit")
    return mine, await Form(moritz).open(f"/worksheets/{mine.draft_id}/edit")


async def test_a_conflict_is_shown_field_by_field_and_nothing_is_overwritten(pair, lea, moritz):
    mine, theirs = await two_editors(pair, lea, moritz)
    await theirs.press(title="Silent streets", solutions="Better asphalt")
    first = await mine.press(title="Calm streets", challenges="Noise")
    assert first.status_code == 409
    assert "Silent streets" in mine.response.text
    assert "Max Mate" in mine.response.text
    assert mine.page.value("title") == "Calm streets"
    assert mine.page.value("challenges") == "Noise"
    assert mine.page.value("solutions") == "Better asphalt"
    undecided = await mine.press()
    assert undecided.status_code == 409
    assert (await Form(moritz).open(theirs.address)).page.value("title") == "Silent streets"
    await mine.press(**{"take-title": "yours"})
    assert mine.response.status_code == 200
    assert (await Form(moritz).open(theirs.address)).page.value("title") == "Calm streets"


async def test_a_conflict_may_end_with_their_text(pair, lea, moritz):
    mine, theirs = await two_editors(pair, lea, moritz)
    await theirs.press(participants__0__name="Genève")
    await mine.press(participants__0__name="Genf")
    assert "Genève" in mine.response.text
    await mine.press(**{"take-participants": "theirs"})
    assert mine.page.value("participants-0-name") == "Genève"


async def test_only_the_owner_hands_in_and_invites(pair, lea, moritz):
    _, theirs = await two_editors(pair, lea, moritz)
    assert "The owner of this draft hands it in" in theirs.response.text
    token = theirs.page.value("form_token")
    invitation = {"form_token": token, "name": "Eve", "mail": "eve@x.example"}
    assert (await moritz.post(f"/worksheets/{theirs.draft_id}/share", data=invitation)).status_code == 403
    assert (await moritz.post(f"/worksheets/{theirs.draft_id}/drop", data={"form_token": token})).status_code == 403


async def test_a_draft_that_is_thrown_away_is_gone(lea):
    form = await Form(lea).open()
    await form.press(title="Quiet streets")
    await lea.post(f"/worksheets/{form.draft_id}/drop", data={"form_token": form.page.value("form_token")})
    assert (await lea.get(f"/worksheets/{form.draft_id}/edit")).status_code == 403


async def test_a_complete_draft_is_handed_in_without_any_contact_in_the_command(pair, lea):
    form = await Form(lea).open()
    await form.press(**FILLED)
    async with pair.delivering():
        sent = await form.press("hand-in")
        assert sent.status_code == 303, form.response.text[:3000]
        page = await lea.get(sent.headers["location"])
    ((_, command),) = pair.portal.commands()
    assert isinstance(command, SubmitWorksheet)
    text = command.model_dump_json()
    for word in ("example", "Lea", "Ada", "CISO", "faces", "budget"):
        assert word not in text.replace("https://quiet.example/", "")
    assert command.project.participants[0].country == "CH"
    assert command.project.targets[0].baseline == 62.5
    assert {"cybersecurity", "privacy"} <= set(command.project.answered)
    assert "Your worksheet is in" in page.text
    assert "Handed in" in (await lea.get("/worksheets")).text


async def test_an_incomplete_draft_is_told_everything_at_once_at_its_fields(pair, lea):
    form = await Form(lea).open()
    await form.press("hand-in", website="quiet.example", targets__0__name="Noise", targets__0__target="few")
    assert form.response.status_code == 422
    assert form.page.error("title") == "This is empty; fill it in."
    assert "choose one from the list" in form.page.error("sector")
    assert "https://" in form.page.error("website")
    assert "12.5" in form.page.error("targets-0-target")
    assert form.page.error("lead-name")
    assert "official" in form.page.error("officials")
    assert form.page.value("website") == "quiet.example"
    assert pair.portal.commands() == []
    assert pair.questions[-1] != "cityteams.prv.registration.contact.give"


async def test_a_draft_handed_in_twice_is_one_command(pair, lea):
    form = await Form(lea).open()
    await form.press(**FILLED)
    page = form.page
    async with pair.delivering():
        first = await form.press("hand-in")
        form.page = page
        second = await form.press("hand-in")
    assert first.headers["location"] == second.headers["location"]
    assert len(pair.portal.commands()) == 1


async def test_registration_away_keeps_the_text_on_the_page(pair, lea):
    form = await Form(lea).open()
    await form.press(title="Quiet streets")
    pair.away = True
    await form.press(description="Typed while nobody answered")
    assert form.response.status_code == 503
    assert form.page.value("description") == "Typed while nobody answered"
    pair.away = False
    await form.press()
    assert (await Form(lea).open(form.address)).page.value("description") == "Typed while nobody answered"


async def test_a_page_without_its_token_is_refused_but_kept(lea):
    form = await Form(lea).open()
    await form.press(title="Quiet streets")
    await form.press(form_token="guessed", title="Loud streets")
    assert form.response.status_code == 403
    assert form.page.value("title") == "Loud streets"
    assert (await Form(lea).open(form.address)).page.value("title") == "Quiet streets"


async def test_hostile_text_is_shown_as_text_everywhere(pair, lea):
    form = await Form(lea).open()
    formula = '=HYPERLINK("http://evil.example","x")'
    texts = [name for name in FILLED if name not in ("sector", "status", "participants__0__deploys")]
    await form.press(**dict.fromkeys(texts, HOSTILE + formula))
    for address in (form.address, f"/worksheets/{form.draft_id}/preview", "/worksheets"):
        page = (await lea.get(address)).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert (await Form(lea).open(form.address)).page.value("description") == HOSTILE + formula


async def test_control_and_direction_characters_are_told_at_their_field(lea):
    form = await Form(lea).open()
    await form.press("hand-in", title="a\u202eb")
    assert "U+202E" in form.page.error("title")
    await form.press(description="half \x00 nul", challenges="kept")
    assert "U+0000" in form.page.error("description")
    assert (await Form(lea).open(form.address)).page.value("challenges") == "kept"


async def test_marks_that_were_tampered_with_cost_no_text(lea):
    form = await Form(lea).open()
    await form.press(title="Quiet streets", revision="-1e9", bases="{[")
    assert form.page.value("title") == "Quiet streets"
    await form.press(title="Calm streets", revision="99999999999999999999", bases=json.dumps(["x"]))
    assert form.response.status_code in (200, 409)
    assert form.page.value("title") == "Calm streets"
