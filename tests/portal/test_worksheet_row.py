"""A row of the import file becomes contacts and a command."""

import json
from pathlib import Path
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from cityteams_portal import paging
from cityteams_portal.complaints import path_of
from cityteams_portal.worksheet_row import WorksheetRow, organisation_id
from tests.portal.test_api import ROW

SAMPLE = Path(__file__).parents[2] / "deploy" / "sample" / "worksheets.jsonl"


def command(row, new_id=lambda: "made"):
    return row.command({each.who: f"p-{number}" for number, each in enumerate(row.people().values())}, new_id)


def test_every_row_of_the_sample_is_a_command():
    rows = [WorksheetRow.model_validate_json(line) for line in SAMPLE.read_text().splitlines()]
    assert len(rows) == 69
    for row in rows:
        assert command(row).worksheet_id == row.id
        assert len(command(row).project.participants) == len(row.participants)


def test_an_id_that_is_none_is_made_new():
    for given_id in (None, "", "a.b", "x" * 65, "a b", ">"):
        assert command(WorksheetRow.model_validate(ROW | {"id": given_id})).worksheet_id == "made"


def test_an_organisation_keeps_its_id_however_it_is_written():
    assert organisation_id("CoLab") == organisation_id("  COLAB ") == organisation_id("colab")
    assert organisation_id("Café") == organisation_id("Cafe\u0301")
    assert organisation_id("CoLab") != organisation_id("Co Lab")
    assert str(UUID(organisation_id("x"))) == organisation_id("x")


@given(st.text(max_size=80).filter(str.strip))
def test_organisation_ids_never_fail(name):
    assert len(organisation_id(name)) == 36


def test_no_contact_gets_into_the_command():
    text = command(WorksheetRow.model_validate(ROW)).model_dump_json()
    people: list[dict[str, str]] = [ROW["lead"], *ROW["officials"]]
    assert not [word for person in people for word in person.values() if word in text]
    assert json.loads(text)["project"]["lead"] == "p-0"


@given(
    st.text(max_size=300).filter(lambda text: text.isprintable()), st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True)
)
def test_a_cursor_comes_back_as_the_place_it_was(title, key):
    assert paging.place(paging.cursor((title, key))) == (title, key)


def test_fields_of_the_domain_are_found_in_the_row():
    assert path_of("project.participants.3.name") == ("participants", 3, "name")
    assert path_of(None) == ()
