"""A returning cluster answers only what is new or has expired; everything else is carried over."""

from typing import Any

import pytest

from cityteams_contracts.registration import (
    GivePart,
    GiveSupplement,
    PartGiven,
    PartRead,
    RoundOpened,
    SupplementAsked,
    WorksheetAccepted,
    WorksheetSubmitted,
)
from cityteams_contracts.registration.rounds import Question, Round, SectorEntry
from tests.portal.story import NOON
from tests.portal.story import submitted as told
from tests.portal.worksheets.form import Form

ASKED = ("owner", "training", "replicability")
BEFORE = {"cybersecurity": "As last year.", "answers": {"policies": "Old policy", "owner": "The old owner"}}


@pytest.fixture
async def returning(desk):
    """A worksheet that was accepted, and a later round that asks it three things; `parts` are given privately."""
    submitted = told()
    assert isinstance(submitted, WorksheetSubmitted)
    project, desk.parts = submitted.project, []
    questions = tuple(Question(code=code, text={"en": f"About {code}?"}) for code in ("policies", "owner", "training"))
    sectors = (SectorEntry(code="transportation", name={"en": "Transportation"}),)
    later = Round(title="The round after", version=1, sectors=sectors, questions=questions)
    ids: dict[str, Any] = {"worksheet_id": submitted.worksheet_id}
    desk.hear(
        submitted.model_copy(update={"part_id": "part-before"}),
        WorksheetAccepted(**ids, round_id=submitted.round_id, project=project, accepted_at=NOON),
        RoundOpened(round_id="later", round=later, sha256="0" * 64, opened_at=NOON),
        SupplementAsked(**ids, round_id="later", title=project.title, lead=project.lead, questions=ASKED),
    )

    async def answer(_subject, question, response, timeout=2.0):  # noqa: ASYNC109 - the shape of Service.request
        if isinstance(question, GivePart):
            desk.parts.append(question)
            return PartGiven(part_id="part-now", answered=("cybersecurity", *question.content["answers"]))
        assert response is PartRead
        return PartRead(part_id=question.part_id, worksheet_id=submitted.worksheet_id, content=BEFORE)

    desk.service.request = answer
    async with desk.person(project.lead) as client:
        yield await Form(client).open(f"/worksheets/{submitted.worksheet_id}/supplement"), desk, project


async def test_only_what_is_new_is_asked_and_the_rest_is_shown_as_carried_over(returning):
    form, _, project = returning
    asked = {name for name, _ in form.page.fields} - {"form_token"}
    assert asked == {"answers-owner", "answers-training", "replicability"}
    assert form.page.value("answers-owner") == "The old owner"
    assert project.title in form.response.text
    assert "As last year." in form.response.text


async def test_the_answers_go_in_privately_and_what_was_there_stays(returning):
    form, desk, project = returning
    sent = await form.press(answers__owner="The CISO", answers__training="Twice a year", replicability="Anywhere")
    assert sent.status_code == 303, sent.text
    ((_, command),) = desk.commands()
    assert isinstance(command, GiveSupplement)
    assert command.round_id == "later"
    assert command.part_id == "part-now"
    assert command.project == project.model_copy(
        update={"replicability": "Anywhere", "answered": command.project.answered}
    )
    assert "CISO" not in command.model_dump_json()
    (part,) = desk.parts
    assert part.content["cybersecurity"] == "As last year."
    assert part.content["answers"] == {"policies": "Old policy", "owner": "The CISO", "training": "Twice a year"}


async def test_a_missing_answer_is_told_at_its_field_and_the_others_stay(returning):
    form, desk, _ = returning
    sent = await form.press(answers__owner="", answers__training="Twice a year")
    assert sent.status_code == 422
    assert form.page.error("answers-owner") == "This is empty; fill it in."
    assert form.page.value("answers-training") == "Twice a year"
    assert desk.commands() == []
    assert desk.parts == []


async def test_somebody_else_sees_no_supplement(returning):
    form, desk, _ = returning
    async with desk.person("p-stranger") as stranger:
        here, nowhere = [await stranger.get(each) for each in (form.address, "/worksheets/w-none/supplement")]
    assert (here.status_code, nowhere.status_code) == (403, 403)
    assert here.text == nowhere.text
