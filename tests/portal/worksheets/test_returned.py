"""A worksheet that came back shows the comments at their fields, and goes in again with what changed."""

from cityteams_contracts.registration import (
    PART_GIVE,
    BeginReview,
    GivePart,
    PartGiven,
    ReturnWorksheet,
    SubmitWorksheet,
    WorksheetResubmitted,
)
from tests.portal.story import NOON
from tests.portal.worksheets.form import FILLED, Form


async def given_back(pair, lea):
    """Lea's worksheet was handed in and came back with a comment."""
    form = await Form(lea).open()
    await form.press(**FILLED)
    async with pair.delivering():
        assert (await form.press("hand-in")).status_code == 303
    ids = {"worksheet_id": form.draft_id}
    comment = GivePart(
        **ids, owner="secretariat", actor="secretariat", content={"description": "Which <b>sensors</b>?"}
    )
    part = await pair._request(PART_GIVE, comment, PartGiven)
    pair.registration.take(BeginReview(**ids))
    due = NOON.replace(year=2099)
    pair.registration.take(ReturnWorksheet(**ids, fields=("description",), part_id=part.part_id, due_at=due))
    pair.deliver()
    return await Form(lea).open(f"/worksheets/{form.draft_id}/edit")


async def test_comments_stand_at_their_fields_with_the_day_until_which(pair, lea):
    form = await given_back(pair, lea)
    assert "Which &lt;b&gt;sensors&lt;/b&gt;?" in form.response.text
    assert "The secretariat gave this worksheet back" in form.response.text
    assert form.page.value("description") == FILLED["description"]
    assert "Given back with comments" in (await lea.get("/worksheets")).text


async def test_it_goes_in_again_and_says_what_changed(pair, lea):
    form = await given_back(pair, lea)
    await form.press(description="Microphones and people make streets quiet.")
    async with pair.delivering():
        sent = await form.press("hand-in")
        assert sent.status_code == 303, form.page.error("description") or form.response.text[:2000]
        page = await lea.get(sent.headers["location"])
    assert "Your worksheet is in again" in page.text
    assert len([each for _, each in pair.portal.commands() if isinstance(each, SubmitWorksheet)]) == 2
    (again,) = [each for each in pair.registration.said() if isinstance(each, WorksheetResubmitted)]
    assert again.changed == ("description",)


async def mailed(pair, lea):
    """Lea's worksheet came by mail: the secretariat filed it, so that nobody has begun a draft; then it came back."""
    row = {
        "id": "w-mailed",
        "round": "sc3-2018",
        "title": "Quiet streets",
        "sector": "transportation",
        "description": "Microphones.",
        "participants": [{"name": "Zürich", "kind": "municipality", "country": "CH", "deploys": True}],
        "targets": [{"name": "Noise", "unit": "dB", "baseline": 70, "target": 55.5}],
        "lead": {"name": "Lea Lead", "mail": "lea@team.example"},
        "officials": [{"name": "Otto Official", "mail": "otto@city.example"}],
        "cybersecurity": "Patched.",
        "privacy": "No faces.",
    }
    async with pair.delivering(), pair.portal.secretariat() as office:
        assert (await office.post("/api/v1/worksheets", json=row)).is_success
    pair.deliver()
    pair.registration.take(BeginReview(worksheet_id="w-mailed"))
    assert (await lea.get("/worksheets/w-mailed/edit")).status_code == 403
    pair.deliver()
    comment = GivePart(
        worksheet_id="w-mailed", owner=lea.person, actor="secretariat", content={"description": "Which?"}
    )
    part = await pair._request(PART_GIVE, comment, PartGiven)
    due = NOON.replace(year=2099)
    pair.registration.take(
        ReturnWorksheet(worksheet_id="w-mailed", fields=("description",), part_id=part.part_id, due_at=due)
    )
    pair.deliver()


async def test_a_worksheet_that_came_by_mail_is_gone_on_with_where_it_stands(pair, lea):
    await mailed(pair, lea)
    assert "/worksheets/w-mailed/edit" in (await lea.get("/worksheets")).text
    form = await Form(lea).open("/worksheets/w-mailed/edit")
    assert form.response.status_code == 200
    assert "Which?" in form.response.text
    assert form.page.value("description") == "Microphones."
    assert form.page.value("cybersecurity") == "Patched."
    assert form.page.value("participants-0-name") == "Zürich"
    assert form.page.value("targets-0-target") == "55.5"
    assert "otto@city.example" not in form.response.text
    mails = {"lead__mail": "lea@team.example", "officials__0__name": "Otto", "officials__0__mail": "otto@city.example"}
    async with pair.delivering():
        sent = await form.press("hand-in", **{"lead__name": "Lea Lead", "description": "Microphones hear."} | mails)
        assert sent.status_code == 303, form.response.text[:2000]
    (again,) = [each for each in pair.registration.said() if isinstance(each, WorksheetResubmitted)]
    assert again.changed == ("description",)
    assert again.project.officials
    assert set(again.project.answered) == {"cybersecurity", "privacy"}


async def test_nobody_else_begins_the_draft_of_a_worksheet_that_came_by_mail(pair, lea, moritz):
    await mailed(pair, lea)
    assert (await moritz.get("/worksheets/w-mailed/edit")).status_code == 403
