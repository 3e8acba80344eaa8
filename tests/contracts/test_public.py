"""What leaves the house is what anybody may read on its pages: no people, no restricted words, nothing unlisted."""

import json
from typing import Any

import pytest

from cityteams_contracts import Event, all_contracts
from cityteams_contracts.examples import examples
from cityteams_contracts.examples.values import INVITED, LEAD, OFFICIAL
from cityteams_contracts.notifications import LetterQueued, Wanted
from cityteams_contracts.public import PUBLIC, TYPES, about_clusters, about_sector, structured, told_outside
from cityteams_contracts.registration import FIELDS, Audience, WorksheetAccepted, WorksheetSubmitted

EVENTS = [each for each in all_contracts().values() if issubclass(each, Event)]
AT = "2018-02-07T12:00:00.000000Z"


def example(contract: type[Event]) -> Any:
    return examples()[contract]


def named(contract: type[Event]) -> str:
    return contract.__name__


@pytest.mark.parametrize("contract", [*PUBLIC], ids=named)
def test_no_person_leaves_not_even_by_id(contract):
    told = json.dumps(told_outside(example(contract)))
    assert not [who for who in (LEAD, INVITED, OFFICIAL) if who in told]


@pytest.mark.parametrize("contract", [each for each in EVENTS if each not in PUBLIC], ids=named)
def test_an_event_without_a_line_stays_inside(contract):
    assert told_outside(example(contract)) is None
    assert structured(example(contract), "id", AT, 1) is None
    assert contract.type() not in TYPES


@pytest.mark.parametrize("contract", [*PUBLIC], ids=named)
def test_what_a_line_names_is_there_and_the_key_is_among_it(contract):
    assert set(PUBLIC[contract]) <= set(contract.model_fields)
    assert contract.key_field in PUBLIC[contract]


def test_of_a_worksheet_only_the_fields_of_the_public_leave():
    restricted = {field.name for field in FIELDS if field.audience is not Audience.PUBLIC}
    words = {name: f"canary {name}" for name in ("challenges", "solutions", "requirements", "standards")}
    known = example(WorksheetAccepted)
    event = known.model_copy(update={"project": known.project.model_copy(update=words)})
    told = told_outside(event)
    assert told is not None
    assert not restricted & set(told["project"])
    assert "canary" not in json.dumps(told)
    assert {"title", "description", "participants", "sector"} <= set(told["project"])


def test_nothing_of_a_worksheet_that_nobody_accepted_and_no_letter_leaves():
    assert told_outside(example(WorksheetSubmitted)) is None
    assert told_outside(example(LetterQueued)) is None


def test_a_field_that_is_added_later_stays_inside_until_its_line_names_it():
    class Later(WorksheetAccepted):
        note: str = "canary"

    event = Later(**example(WorksheetAccepted).model_dump())
    assert "canary" in event.model_dump_json()
    assert "canary" not in json.dumps(event.model_dump(mode="json", include=dict(PUBLIC[WorksheetAccepted])))
    assert told_outside(event) is None


def test_the_structured_event_has_the_id_the_time_and_the_version_of_the_bus():
    event = example(WorksheetAccepted)
    told = structured(event, "e-1", AT, 4)
    assert told is not None
    assert told["id"] == "e-1"
    assert told["time"] == AT
    assert told["sequence"] == "00000000000000000004"
    assert told["partitionkey"] == event.aggregate == f"registration.worksheet.{event.worksheet_id}"
    assert told["type"] == "org.cityteams.worksheet.accepted.v1"
    assert all(name.isalnum() and name.islower() and len(name) <= 20 for name in told)  # CloudEvents 1.0


@pytest.mark.parametrize("contract", [*PUBLIC], ids=named)
def test_an_event_is_found_by_the_clusters_and_the_sector_that_it_names(contract):
    event = example(contract)
    text = json.dumps(told_outside(event))
    assert all(cluster in text for cluster in about_clusters(event))
    assert (about_sector(event) or "") in text


def test_every_type_can_be_asked_for():
    assert Wanted(types=TYPES).types == TYPES
