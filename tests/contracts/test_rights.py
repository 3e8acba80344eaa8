"""Every command has a line that says who may give it, and the line is kept."""

import pytest

from cityteams_contracts import Command, Rejected, all_contracts
from cityteams_contracts.examples import examples
from cityteams_contracts.registration import PersonErased, ProgrammeRole, RoleGranted, RoleRevoked
from cityteams_contracts.rights import GIVERS, SECRETARIAT, Giver, Trust, has_role, require

COMMANDS = sorted(
    (each for each in all_contracts().values() if issubclass(each, Command)), key=lambda each: each.listen()
)
PEOPLE = (Giver.SELF, Giver.LEAD, Giver.OWNER, Giver.MEMBER, Giver.INVITED, Giver.CHAIR)
ROLES = (ProgrammeRole.SECRETARIAT, ProgrammeRole.ADMINISTRATOR)


def example(contract) -> Command:
    """The command that the contract shows as its example."""
    found = examples()[contract]
    assert isinstance(found, Command)
    return found


def passes(command, actor, trust=None, **people):
    """Whether the command may be given."""
    try:
        require(command, actor, trust, **people)
    except Rejected as no:
        return {"this-is-not-yours-to-do": False}[no.code]
    return True


def test_every_command_has_a_line_and_every_line_a_command():
    assert set(GIVERS) == set(COMMANDS)
    assert all(GIVERS[each] for each in COMMANDS)


@pytest.mark.parametrize("contract", COMMANDS, ids=lambda each: each.__name__)
def test_a_command_without_an_actor_is_refused(contract):
    with pytest.raises(Rejected) as no:
        require(example(contract), "")
    assert no.value.code == "nobody-vouches-for-this"


@pytest.mark.parametrize("contract", COMMANDS, ids=lambda each: each.__name__)
def test_a_command_is_taken_from_those_of_its_line_and_from_nobody_else(contract):
    command, givers = example(contract), GIVERS[contract]
    assert passes(command, "p-stranger") == (Giver.PERSON in givers)
    for giver in PEOPLE:
        allowed = giver in givers or Giver.PERSON in givers
        assert passes(command, "p-known", **{giver: ("p-other", "p-known")}) == allowed, giver
        assert passes(command, "p-known", **{giver: ("p-other", None)}) == (Giver.PERSON in givers), giver
    office = Giver.SECRETARIAT in givers or Giver.PERSON in givers
    head = office or Giver.ADMINISTRATOR in givers
    assert passes(command, "p-one", Trust("p-one", (ProgrammeRole.SECRETARIAT,))) == office
    assert passes(command, "p-one", Trust("p-one", (ProgrammeRole.ADMINISTRATOR,))) == head
    assert passes(command, SECRETARIAT) == head


def test_a_refusal_names_those_who_may_and_what_to_do():
    command = next(each for each in COMMANDS if GIVERS[each] == (Giver.LEAD, Giver.SECRETARIAT))
    with pytest.raises(Rejected, match=r"for the team lead, the secretariat.*ask the secretariat"):
        require(example(command), "p-stranger")


def test_the_roles_of_somebody_else_help_nobody():
    trust = Trust("p-one", ROLES)
    assert not any(has_role(role, "p-two", trust) for role in ROLES)


def test_a_word_that_is_no_giver_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="leader"):
        require(example(COMMANDS[0]), "p-one", leader=("p-one",))


def test_roles_come_and_go_with_their_events():
    granted = [Trust.granted(None, RoleGranted(person_id="p-one", role=ROLES[0]), None)]
    granted.append(Trust.granted(granted[-1], RoleGranted(person_id="p-one", role=ROLES[1]), None))
    granted.append(Trust.granted(granted[-1], RoleGranted(person_id="p-one", role=ROLES[0]), None))
    assert [set(each.roles) for each in granted] == [{ROLES[0]}, set(ROLES), set(ROLES)]
    less = Trust.revoked(granted[-1], RoleRevoked(person_id="p-one", role=ROLES[0]), None)
    assert less.roles == (ROLES[1],)
    assert Trust.revoked(None, RoleRevoked(person_id="p-one", role=ROLES[0]), None).roles == ()
    erased = PersonErased(person_id="p-one", erased_at="2018-01-01T00:00:00Z")  # type: ignore[arg-type]
    assert Trust.erased(less, erased, None) is None
