import asyncio
from collections.abc import Iterator

import pytest

from tests.deploy.broker import Broker


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    """A provisioned broker with the shipped rights, one per test file."""
    running = Broker()
    try:
        running.start()
        asyncio.run(running.provision())
        yield running
    finally:
        running.server.stop()
