"""The golden schemas are what the code says, and refuse to become anything else."""

import json

import pytest
from pydantic import BaseModel, Field

from cityteams_contracts.privacy import contact_details
from cityteams_contracts.schemas import GOLDEN, canonical, differences, main, released, spoken, write

SPOKEN = spoken()
EVENT_FILES = [file for file in SPOKEN if file.startswith("evt.")]
LISTED = "evt.clusters.cluster.listed.v1.json"


def test_the_golden_schemas_are_what_the_code_says():
    assert list(differences(spoken(), GOLDEN)) == []


def test_golden_files_are_spelled_canonically():
    for path in GOLDEN.glob("*.json"):
        assert path.read_text("utf-8") == canonical(json.loads(path.read_text("utf-8"))), path.name


def test_check_names_a_contract_that_was_never_released(tmp_path, capsys):
    assert main(["--check", "--folder", str(tmp_path)]) == 1
    assert f"{LISTED}: is not released yet; run with --write" in capsys.readouterr().out


def test_writing_twice_changes_nothing(tmp_path):
    assert main(["--write", "--folder", str(tmp_path)]) == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert main(["--write", "--folder", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert set(before) == set(spoken())


def changed(tmp_path, change):
    """A folder whose golden schema of ClusterListed was released differently from what the code says."""
    assert write(spoken(), tmp_path) == []
    schema = released(tmp_path)[LISTED]
    change(schema)
    (tmp_path / LISTED).write_text(canonical(schema), "utf-8")
    return tmp_path


def test_write_refuses_a_breaking_change_by_field_and_leaves_the_file_alone(tmp_path, capsys):
    folder = changed(tmp_path, lambda schema: schema["properties"]["title"].update(maxLength=500))
    before = (folder / LISTED).read_bytes()
    assert main(["--write", "--folder", str(folder)]) == 1
    said = capsys.readouterr().out
    assert f"{LISTED}: title: maxLength was 500, is 300" in said
    assert "release v2" in said
    assert (folder / LISTED).read_bytes() == before


def test_write_refuses_another_key(tmp_path, capsys):
    folder = changed(tmp_path, lambda schema: schema["x-cityteams"].update(key="worksheet_id"))
    assert main(["--write", "--folder", str(folder)]) == 1
    assert "x-cityteams: key was 'worksheet_id', is 'cluster_id'" in capsys.readouterr().out


def test_write_refuses_to_forget_a_released_contract(tmp_path, capsys):
    (tmp_path / "evt.clusters.cluster.praised.v1.json").write_text("{}", "utf-8")
    assert main(["--write", "--folder", str(tmp_path)]) == 1
    assert "is released but no class speaks it any more" in capsys.readouterr().out


def test_write_releases_an_added_optional_field(tmp_path):
    folder = changed(tmp_path, lambda schema: schema["properties"].pop("offers"))
    assert main(["--write", "--folder", str(folder)]) == 0
    assert list(differences(spoken(), folder)) == []


@pytest.mark.parametrize("file", EVENT_FILES)
def test_no_event_holds_contact_details(file):
    assert contact_details(SPOKEN[file]) == []


class Inner(BaseModel):
    """Part of a canary."""

    phoneNumber: str  # noqa: N815 - camel case is a way to hide one
    display: str


class Canary(BaseModel):
    """What nobody may ever put on the bus."""

    reply: str = Field(json_schema_extra={"format": "email"})
    home_address: str
    people: tuple[Inner, ...]
    optional: dict[str, Inner] | None = None
    about_mailing: str = "whole words only: mailing is not mail"


def test_contact_details_are_seen_in_a_canary():
    found = contact_details(Canary.model_json_schema())
    assert found == ["Inner.phoneNumber", "reply (format email)", "home_address"]


def test_write_refuses_an_event_with_contact_details(tmp_path):
    schema = {"type": "object", "properties": {"mail": {"type": "string"}}}
    refused = write({"evt.clusters.person.seen.v1.json": schema}, tmp_path)
    assert refused[0] == "evt.clusters.person.seen.v1.json: mail is a contact detail; say a PersonId"
    assert list(tmp_path.iterdir()) == []
