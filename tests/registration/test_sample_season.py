"""The shipped season, filed by the secretariat as it is imported, held against the shipped rules."""

from pathlib import Path
from uuid import uuid4

from cityteams_contracts import Rejected
from cityteams_contracts.registration import AcceptWorksheet, WorksheetSubmitted
from cityteams_portal.worksheet_row import WorksheetRow
from cityteams_registration.domain.checklist import Situation, check_project
from tests.registration.life import Life
from tests.registration.samples import NOON, SEASONS

SAMPLE = Path(__file__).parents[2] / "deploy" / "sample" / "worksheets.jsonl"
REFUSED = {
    "gctc-057": "a-worksheet-needs-a-city-official",
    "gctc-099": "a-worksheet-needs-a-city-official",
    "gctc-121": "a-worksheet-needs-a-city-official",
    "gctc-109": "a-worksheet-needs-a-deploying-municipality",
    "gctc-137": "a-worksheet-needs-a-deploying-municipality",
}


def commands():
    for line in SAMPLE.read_text("utf-8").splitlines():
        row = WorksheetRow.model_validate_json(line)
        persons = {each.who: f"p-{at}" for at, each in enumerate(row.people().values())}
        yield row.command(persons, lambda: str(uuid4()))


def test_sixty_four_of_the_sixty_nine_are_accepted_and_the_others_hear_why():
    accepted, refused = [], {}
    for command in commands():
        life = Life()
        try:
            assert isinstance(life.do(command), WorksheetSubmitted)
            life.do(AcceptWorksheet(worksheet_id=command.worksheet_id))
            accepted.append(command.worksheet_id)
        except Rejected as no:
            refused[command.worksheet_id] = no.code
    assert len(accepted) == 64
    assert refused == REFUSED


def test_no_text_of_the_sample_is_taken_for_a_contact():
    for command in commands():
        results = check_project(SEASONS["sc3-2018"], command.project, Situation(NOON.date()))
        assert {each.code: each.met for each in results}["a-text-holds-no-contacts"], command.project.description
