"""The portal with the real registration beside it, and two people who know each other."""

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
    """Lea's browser; she begins drafts."""
    person = await pair.person("Lea Lead", "lea@team.example")
    async with pair.browser(person, "Lea Lead") as client:
        client.person = person
        yield client


@pytest.fixture
async def moritz(pair):
    """The browser of Max (whose own name is a word of Python); he is invited, or not."""
    person = await pair.person("Max Mate", "max@team.example")
    async with pair.browser(person, "Max Mate") as client:
        client.person = person
        yield client
