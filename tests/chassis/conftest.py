from contextlib import AsyncExitStack

import nats
import pytest

from tests.chassis.bus import Bus, at_work
from tests.support.nats import NatsServer


@pytest.fixture
async def bus():
    """A real broker with the streams and durables of the toy, and a connection to it."""
    server = NatsServer().start()
    client = await nats.connect(server.url, max_reconnect_attempts=-1, reconnect_time_wait=0.1, error_cb=_quiet)
    found = Bus(server, client)
    await found.provision()
    yield found
    await client.close()
    server.stop()


async def _quiet(_: Exception) -> None:
    pass


@pytest.fixture
async def start(bus, tmp_path):
    """Starts a toy on the bus; several may be started on one store."""
    async with AsyncExitStack() as stack:

        async def begin(**told):
            told.setdefault("store_url", f"sqlite:///{tmp_path}/toy.db")
            return await stack.enter_async_context(at_work(bus, **told))

        yield begin


@pytest.fixture
async def service(start):
    """A toy at work."""
    return await start()
