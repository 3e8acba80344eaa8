"""Who may hold a gathering and release its agenda, decided by events from who asked and what it heard."""

import pytest

from cityteams_contracts.events import AgendaReleased, GatheringAnnounced, ReleaseAgenda
from cityteams_contracts.registration import PersonErased, ProgrammeRole, RoleGranted, RoleRevoked
from cityteams_contracts.rights import SECRETARIAT
from tests.events.samples import NOON, plan

RELEASE = ReleaseAgenda(gathering_id="expo-2018")


def asked_by(desk, actor, command):
    """The code of the refusal, or nothing when it is done."""
    desk.actor = actor
    said = desk.take(command)
    return "" if isinstance(said[0], GatheringAnnounced | AgendaReleased) else said[0].code


@pytest.mark.parametrize("command", [plan(), RELEASE], ids=["hold", "release"])
def test_strangers_and_the_nameless_may_not_plan(desk, command):
    assert asked_by(desk, "", command) == "nobody-vouches-for-this"
    assert asked_by(desk, "p-stranger", command) == "this-is-not-yours-to-do"


def test_the_token_of_the_secretariat_plans(desk):
    assert asked_by(desk, SECRETARIAT, plan()) == ""
    assert asked_by(desk, SECRETARIAT, RELEASE) == ""


@pytest.mark.parametrize("role", ProgrammeRole)
def test_a_role_counts_from_when_it_is_granted_until_it_is_taken_back(desk, role):
    desk.take(RoleGranted(person_id="p-one", role=role))
    assert asked_by(desk, "p-one", plan()) == ""
    desk.take(RoleRevoked(person_id="p-one", role=role))
    assert asked_by(desk, "p-one", RELEASE) == "this-is-not-yours-to-do"
    desk.take(RoleGranted(person_id="p-one", role=role))
    assert asked_by(desk, "p-one", RELEASE) == ""


def test_who_is_erased_has_no_role_left(desk):
    granted = RoleGranted(person_id="p-one", role=ProgrammeRole.ADMINISTRATOR)
    desk.take(granted, PersonErased(person_id="p-one", erased_at=NOON))
    assert asked_by(desk, "p-one", plan()) == "this-is-not-yours-to-do"
