"""Names, subjects and types of the contracts: written once, unique, and safe as subjects."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cityteams_contracts import COMMAND_STREAMS, EVENT_STREAMS, OWNERS, Command, Event, all_contracts, contract_for
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.examples import examples
from cityteams_contracts.message import Rejection

CONTRACTS = sorted(all_contracts().values(), key=lambda contract: contract.listen())
IDS = [contract.__name__ for contract in CONTRACTS]


def twice(names):
    return [name for name, count in Counter(names).items() if count > 1]


def test_subjects_are_unique():
    assert not twice(contract.listen() for contract in CONTRACTS)


def test_class_names_are_unique():
    assert not twice(contract.__name__ for contract in CONTRACTS)


def test_types_are_unique_among_the_contracts_of_one_owner_and_prefix():
    assert not twice((contract.prefix, contract.owner, contract.type()) for contract in CONTRACTS)


def test_every_owner_has_its_own_rejection():
    assert {contract.owner for contract in CONTRACTS if issubclass(contract, Rejection)} == set(OWNERS)


@pytest.mark.parametrize("contract", CONTRACTS, ids=IDS)
def test_the_key_of_a_contract_is_a_required_id(contract):
    schema = contract.model_json_schema()
    assert contract.key_field in schema["required"]
    assert schema["properties"][contract.key_field]["pattern"] == r"^[A-Za-z0-9_-]{1,64}$"


@pytest.mark.parametrize("contract", CONTRACTS, ids=IDS)
def test_a_contract_lives_in_the_module_and_stream_of_its_owner(contract):
    assert f"{contract.__module__}.".startswith(f"cityteams_contracts.{contract.owner}.")
    streams = COMMAND_STREAMS if issubclass(contract, Command) else EVENT_STREAMS
    assert contract.stream() == streams[contract.owner]


@pytest.mark.parametrize("contract", CONTRACTS, ids=IDS)
def test_the_subject_of_an_example_leads_back_to_its_contract(contract):
    subject = examples()[contract].subject
    assert contract_for(subject) is contract
    assert re.fullmatch(r"cityteams\.(evt|cmd)(\.[a-z-]+){2,3}\.v1\.[A-Za-z0-9_-]{1,64}", subject)


def test_a_subject_nobody_released_has_no_contract():
    assert contract_for("cityteams.evt.clusters.cluster.listed.v2.c-1") is None


@pytest.mark.parametrize("name", ["clusters.cluster", "strangers.cluster.listed", "clusters.Cluster.listed", "a.b.c.d"])
def test_an_event_with_a_wrong_name_cannot_be_defined(name):
    with pytest.raises(TypeError, match="is not a contract name"):
        type("Wrong", (Event,), {"__module__": __name__}, name=name, key="cluster_id")


@pytest.mark.parametrize("bad", ["a.b", "*", ">", "a b", "", "x" * 65, "é", "a\n", "a/b", "\x00"])
@pytest.mark.parametrize("field", ["cluster_id", "invitation_id"])
def test_an_id_that_is_not_one_safe_token_is_refused_by_name(field, bad):
    parts = {"cluster_id": "c-1", "invitation_id": "i-1", "accepts": True, field: bad}
    with pytest.raises(ValidationError) as refused:
        AnswerInvitation.model_validate(parts)
    assert [problem["loc"] for problem in refused.value.errors()] == [(field,)]


@given(st.text(max_size=70))
def test_whatever_is_taken_as_an_id_is_one_token_of_a_subject(text):
    try:
        command = AnswerInvitation(cluster_id=text, invitation_id="i-1", accepts=True)
    except ValidationError:
        return
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", command.subject.removeprefix(AnswerInvitation.listen()[:-1]))
