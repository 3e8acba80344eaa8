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
