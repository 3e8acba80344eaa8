import asyncio
from contextlib import aclosing

import pytest

from cityteams_cli.sink import count, listen
from cityteams_contracts.registration import PersonErased
from cityteams_notifications.ahead import ahead
from tests.notifications.postal import Office, ScriptedSink
from tests.notifications.samples import NOON


class Bakery:
    """Makes loaves and keeps count."""

    def __init__(self) -> None:
        self.made = self.ended = 0

    async def loaves(self, many):
        try:
            for self.made in range(1, many + 1):
                await asyncio.sleep(0)
                yield self.made
        finally:
            self.ended += 1


async def test_the_next_is_made_while_the_last_is_in_use_and_no_more_than_that():
    bakery, eaten = Bakery(), []
    async with aclosing(ahead(bakery.loaves(4))) as loaves:
        async for loaf in loaves:
            for _ in range(20):
                await asyncio.sleep(0)
            eaten.append((loaf, bakery.made))
    assert eaten == [(1, 2), (2, 3), (3, 4), (4, 4)]
    assert bakery.ended == 1


async def test_whoever_stops_early_ends_what_is_being_made():
    bakery = Bakery()
    async with aclosing(ahead(bakery.loaves(9))) as loaves:
        assert await anext(loaves) == 1
        await asyncio.sleep(0)
    assert (bakery.made, bakery.ended) == (2, 1)


async def test_what_goes_wrong_while_making_is_told_when_its_turn_comes():
    async def loaves():
        yield 1
        raise LookupError("no flour")

    items = ahead(loaves())
    assert await anext(items) == 1
    with pytest.raises(LookupError):
        await anext(items)


async def test_a_letter_to_somebody_who_is_erased_while_it_is_packed_does_not_go(desk, tmp_path):
    office = Office(desk)
    office.queue(2)
    reading = office.read

    async def read(subject, event_id):
        found = await reading(subject, event_id)
        desk.hear(PersonErased(person_id="p-1", erased_at=NOON))
        return found

    office.read = read  # type: ignore[method-assign]
    async with await listen(ScriptedSink(tmp_path), desk.service.settings.smtp_port):
        assert await office.postman().deliver() == 2
    assert sorted(office.outcomes().values()) == ["sent", "the-person-was-erased"]
    assert count(tmp_path) == (1, 0)
    assert desk.attempts() == set()
