"""Who may answer an invitation, decided by clusters from who asked and what it heard."""

import pytest

from cityteams_contracts.clusters import InvitationAnswered, MemberInvited
from cityteams_contracts.registration import PersonErased, ProgrammeRole, RoleGranted, RoleRevoked
from cityteams_contracts.rights import SECRETARIAT
from tests.clusters.desk import accepted, answer
from tests.clusters.samples import LONE_CITY, NOON, WHOLE_TEAM


@pytest.fixture
def invited(desk):
    """The question that a city without partners leads to."""
    desk.take(accepted(WHOLE_TEAM))
    (found,) = (event for event in desk.take(accepted(LONE_CITY)) if isinstance(event, MemberInvited))
    return found


def answered_by(desk, actor, invited):
    """The code of the refusal, or nothing when it is answered."""
    desk.actor = actor
    said = desk.take(answer(invited, accepts=True))
    return "" if isinstance(said[0], InvitationAnswered) else said[0].code


def test_nobody_may_answer_without_saying_who(desk, invited):
    assert answered_by(desk, "", invited) == "nobody-vouches-for-this"


@pytest.mark.parametrize("actor", ["p-stranger", LONE_CITY.lead, "administrator"])
def test_another_person_may_not_answer_and_not_learn_whether_there_is_a_question(desk, invited, actor):
    assert actor != invited.person_id
    assert answered_by(desk, actor, invited) == "this-is-not-yours-to-do"
    missing = invited.model_copy(update={"invitation_id": "nothing"})
    assert answered_by(desk, actor, missing) == "this-is-not-yours-to-do"


def test_the_invited_person_answers(desk, invited):
    assert answered_by(desk, invited.person_id, invited) == ""


def test_the_token_of_the_secretariat_answers_for_them(desk, invited):
    assert answered_by(desk, SECRETARIAT, invited) == ""


@pytest.mark.parametrize("role", ProgrammeRole)
def test_a_role_counts_from_when_it_is_granted_until_it_is_taken_back(desk, invited, role):
    desk.take(RoleGranted(person_id="p-one", role=role), RoleRevoked(person_id="p-one", role=role))
    assert answered_by(desk, "p-one", invited) == "this-is-not-yours-to-do"
    desk.take(RoleGranted(person_id="p-one", role=role))
    assert answered_by(desk, "p-one", invited) == ""


def test_who_is_erased_has_no_role_left(desk, invited):
    granted = RoleGranted(person_id="p-one", role=ProgrammeRole.ADMINISTRATOR)
    desk.take(granted, PersonErased(person_id="p-one", erased_at=NOON))
    assert answered_by(desk, "p-one", invited) == "this-is-not-yours-to-do"
