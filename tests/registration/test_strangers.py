"""Every command there is, from somebody with no rights and from nobody: refused, and nothing else is said."""

import pytest

from cityteams_contracts import Command, Event, all_contracts
from cityteams_contracts.examples import examples
from cityteams_contracts.registration import (
    OrganisationRegistered,
    RegistrationRejection,
    RoundOpened,
    WorksheetSubmitted,
)
from cityteams_contracts.rights import GIVERS, Giver
from cityteams_registration import tables
from tests.registration.private.asking import Counter
from tests.registration.samples import NOON
from tests.support.desk import TwiceDesk

STRANGER, NOBODY = "p-stranger", ""
COMMANDS = sorted(
    (each for each in all_contracts().values() if issubclass(each, Command) and each.owner == "registration"),
    key=lambda each: each.listen(),
)
FOR_ANYBODY = [each for each in COMMANDS if Giver.PERSON in GIVERS.get(each, ())]
FOR_SOME = [each for each in COMMANDS if each not in FOR_ANYBODY]
OFFICE = [each for each in COMMANDS if {Giver.SECRETARIAT, Giver.ADMINISTRATOR} & set(GIVERS.get(each, ()))]
BOOKS = ("inbox", "outbox", "versions")


class WholeDesk(TwiceDesk):
    """Looks at every table, the private ones too, but the books of what came and went."""

    noon = NOON
    state = tuple(table for table in tables.metadata.sorted_tables if table.name not in BOOKS)


@pytest.fixture(scope="module")
def database():
    """Rights are decided before the store is asked for more than the people of the thing."""
    return "sqlite"


@pytest.fixture
def desk(service):
    return WholeDesk(service)


def name(contract):
    """How a test about it is called."""
    return contract.__name__


def example(contract) -> Command:
    """The command that the contract shows as its example."""
    found = examples()[contract]
    assert isinstance(found, Command)
    return found


async def is_there(desk, command):
    """The thing that the command is about, whichever of the three it is, belongs to somebody else."""
    for event in (RoundOpened, WorksheetSubmitted, OrganisationRegistered):
        if event.key_field == command.key_field:
            told = examples()[event].model_copy(update={event.key_field: command.key})
            assert isinstance(told, Event)
            await Counter(desk.service).say(told)


def refused(desk, command, actor):
    """The code of the refusal, which is all that was said; no row of any table changed."""
    before, desk.actor = desk.dump(), actor
    (no,) = desk.take(command)
    assert isinstance(no, RegistrationRejection)
    assert desk.dump() == before
    return no.code, no.reason, no.field


def test_there_are_commands_and_their_things():
    assert len(COMMANDS) > 20
    assert {each.key_field for each in COMMANDS} >= {"worksheet_id", "organisation_id", "round_id", "person_id"}
    assert [each.__name__ for each in FOR_ANYBODY] == ["RegisterOrganisation"]


@pytest.mark.parametrize("contract", COMMANDS, ids=name)
async def test_nobody_is_refused_everything(desk, contract):
    command = example(contract)
    assert refused(desk, command, NOBODY)[0] == "nobody-vouches-for-this"
    await is_there(desk, command)
    assert refused(desk, command, NOBODY)[0] == "nobody-vouches-for-this"


@pytest.mark.parametrize("contract", FOR_SOME, ids=name)
async def test_a_stranger_is_refused_and_cannot_tell_whether_the_thing_is_there(desk, contract):
    command = example(contract)
    without = refused(desk, command, STRANGER)
    await is_there(desk, command)
    assert refused(desk, command, STRANGER) == without
    assert without[0] == "this-is-not-yours-to-do"


@pytest.mark.parametrize("contract", [*OFFICE, *FOR_ANYBODY], ids=name)
def test_the_same_command_is_not_refused_for_who_gives_it_when_they_may(desk, contract):
    said = desk.take(example(contract))
    codes = {each.code for each in said if isinstance(each, RegistrationRejection)}
    assert said
    assert not codes & {"nobody-vouches-for-this", "this-is-not-yours-to-do"}
