"""Readers of the same thing share looks at the store, and none hears what was true before they asked."""

import asyncio

import pytest

from cityteams_portal.web.calendars.looking import Shared


class Store:
    """Something that changes; a look takes until it is let go on."""

    def __init__(self):
        self.value, self.looks, self.open = 0, 0, asyncio.Event()

    async def read(self):
        self.looks += 1
        found = self.value
        await self.open.wait()
        return found


async def turns(number=5):
    for _ in range(number):
        await asyncio.sleep(0)


async def test_who_asks_during_a_look_shares_the_next_one_and_hears_what_is_true_then():
    store, shared = Store(), Shared[int]()
    first = asyncio.create_task(shared.look(store.read))
    await turns()
    store.value = 1
    others = [asyncio.create_task(shared.look(store.read)) for _ in range(200)]
    await turns()
    store.open.set()
    assert await first == 0
    assert set(await asyncio.gather(*others)) == {1}
    assert store.looks == 2


async def test_who_goes_away_takes_the_look_from_nobody():
    store, shared = Store(), Shared[int]()
    gone, stays = (asyncio.create_task(shared.look(store.read)) for _ in range(2))
    await turns()
    gone.cancel()
    store.open.set()
    assert await stays == 0


async def test_a_look_that_fails_fails_for_those_who_asked_and_the_next_one_is_made():
    shared = Shared[int]()

    async def fails():
        raise OSError("away")

    with pytest.raises(OSError, match="away"):
        await shared.look(fails)
    store = Store()
    store.open.set()
    assert await shared.look(store.read) == 0
