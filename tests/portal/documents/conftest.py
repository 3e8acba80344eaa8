"""The portal with the real registration beside it, and a team lead with a browser."""

import pytest

from tests.portal.pair import Pair, registration_at


@pytest.fixture
async def pair(new_desk, new_store, migrated):
    """Both services over fresh stores, with the rounds open."""
    both = Pair(new_desk(answer_wait=3), migrated(registration_at(new_store())))
    await both.open_rounds()
    return both


@pytest.fixture
async def lea(pair):
    """Lea's browser; she leads a team."""
    person = await pair.person("Lea Lead", "lea@team.example")
    async with pair.browser(person, "Lea Lead") as client:
        client.person = person
        yield client


@pytest.fixture
async def stranger(pair):
    """Somebody who is signed in and has nothing to do with the team."""
    person = await pair.person("Sam Stranger", "sam@else.example")
    async with pair.browser(person, "Sam Stranger") as client:
        yield client


@pytest.fixture
async def office(pair):
    """A program that holds the secretariat's token."""
    async with pair.portal.secretariat() as client:
        yield client
