"""Every contract has a worked example, and examples survive the journey over the bus."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from cityteams_contracts import Command, Event, all_contracts
from cityteams_contracts.events import HoldGathering
from cityteams_contracts.examples import examples
from cityteams_contracts.registration import SubmitWorksheet

CONTRACTS = sorted(all_contracts().values(), key=lambda contract: contract.listen())
EVENTS = [contract for contract in CONTRACTS if issubclass(contract, Event)]
COMMANDS = [contract for contract in CONTRACTS if issubclass(contract, Command)]


def named(contract):
    return contract.__name__


def test_every_contract_has_an_example_and_nothing_else_has():
    assert set(examples()) == set(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS, ids=named)
def test_an_example_comes_back_from_the_bus_as_it_was(contract):
    message = examples()[contract]
    body = message.model_dump_json()
    again = contract.model_validate_json(body)
    assert again == message
    assert again.model_dump_json() == body


@pytest.mark.parametrize("contract", CONTRACTS, ids=named)
def test_an_example_obeys_its_json_schema(contract):
    body = json.loads(examples()[contract].model_dump_json())
    Draft202012Validator(contract.model_json_schema(), format_checker=FormatChecker()).validate(body)


@pytest.mark.parametrize("contract", EVENTS, ids=named)
def test_an_unknown_field_of_an_event_is_ignored(contract):
    message = examples()[contract]
    later = {**message.model_dump(mode="json"), "added_later": {"a": 1}}
    assert contract.model_validate(later) == message


@pytest.mark.parametrize("contract", COMMANDS, ids=named)
def test_an_unknown_field_of_a_command_is_refused_by_name(contract):
    body = {**examples()[contract].model_dump(mode="json"), "colour": "red"}
    with pytest.raises(ValidationError) as refused:
        contract.model_validate(body)
    assert [problem["loc"] for problem in refused.value.errors()] == [("colour",)]


@pytest.mark.parametrize("contract", CONTRACTS, ids=named)
def test_a_message_cannot_be_changed(contract):
    message = examples()[contract]
    with pytest.raises(ValidationError, match="frozen"):
        setattr(message, contract.key_field, "other")


WRONG_TEXTS = {
    "a NUL": "Bost\x00on",
    "an escape": "Bost\x1bon",
    "a bidi override": "Bost\u202eon",
    "a bidi isolate": "Bost\u2066on",
    "a lone surrogate": "Bost\ud800on",
    "a byte order mark": "\ufeffBoston",
    "a line break": "Bos\nton",
    "a paragraph separator": "Bos\u2029ton",
    "one character too many": "B" * 301,
    "nothing": "",
    "only blanks": " \t ",
}


@pytest.mark.parametrize("text", WRONG_TEXTS.values(), ids=WRONG_TEXTS)
def test_a_title_that_holds_something_harmful_is_refused_by_field(text):
    body = {**examples()[HoldGathering].model_dump(mode="json"), "title": text}
    with pytest.raises(ValidationError) as refused:
        HoldGathering.model_validate(body)
    assert [problem["loc"] for problem in refused.value.errors()] == [("title",)]


@pytest.mark.parametrize("text", ["Bost\x00on", "Bost\u202eon", "Bost\ud800on", "B" * 301])
def test_a_harmful_name_deep_inside_is_refused_by_its_path(text):
    body = examples()[SubmitWorksheet].model_dump(mode="json")
    body["project"]["participants"][1]["name"] = text
    with pytest.raises(ValidationError) as refused:
        SubmitWorksheet.model_validate(body)
    assert refused.value.errors()[0]["loc"] == ("project", "participants", 1, "name")


def test_a_lone_surrogate_in_the_bytes_is_refused():
    body = examples()[HoldGathering].model_dump_json().replace("GCTC Expo", "GCTC \\ud800")
    with pytest.raises(ValidationError, match="JSON"):
        HoldGathering.model_validate_json(body)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(number):
    contract = next(contract for contract in EVENTS if contract.__name__ == "MemberInvited")
    body = examples()[contract].model_dump_json().replace('"score":4.5', f'"score":{number}')
    with pytest.raises(ValidationError):
        contract.model_validate_json(body)
