"""What a test of the chassis does to a real broker: provision, publish, read what lies there, wait."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import ConsumerInfo

from cityteams_chassis import Service
from cityteams_chassis.provision import provision
from tests.chassis import toy
from tests.chassis.samples import Post
from tests.support.nats import NatsServer

INPUT, OUTPUT, COMMANDS = "EVT_REGISTRATION", "EVT_CLUSTERS", "CMD_CLUSTERS"
SHORT = (0.1, 0.2, 0.3)


async def until(what: Callable[[], Awaitable[Any]], seconds: float = 10.0) -> Any:
    """Waits until `what` gives something true, and gives it."""
    async with asyncio.timeout(seconds):
        while not (found := await what()):  # noqa: ASYNC110 - what is waited for happens in a broker
            await asyncio.sleep(0.02)
    return found


@dataclass
class Bus:
    """A broker and a connection to it."""

    server: NatsServer
    client: Client
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def js(self) -> JetStreamContext:
        """JetStream, patient."""
        return self.client.jetstream(timeout=1)

    async def provision(self) -> None:
        """Streams and durables as the toy needs them."""
        told = toy.Settings(store_url="sqlite:///:memory:", nats_url=self.server.url)
        await provision(self.js, toy.build(told).reactions)

    async def publish(self, *posts: Post) -> None:
        """One by one, each acknowledged."""
        for post in posts:
            await self.js.publish(post.subject, post.body, headers=post.headers)

    async def fill(self, posts: Sequence[Post]) -> None:
        """Many at once, in atomic batches."""
        for start in range(0, len(posts), 500):
            chunk, batch = posts[start : start + 500], uuid4().hex
            for number, post in enumerate(chunk, 1):
                headers = post.headers | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
                if number < len(chunk):
                    await self.client.publish(post.subject, post.body, headers=headers)
                    continue
                headers |= {"Nats-Batch-Commit": "1"}
                reply = await self.client.request(post.subject, post.body, headers=headers, timeout=30)
                assert "error" not in json.loads(reply.data), reply.data

    async def count(self, stream: str) -> int:
        """How many messages a stream holds; none when it does not say."""
        try:
            return (await self.js.stream_info(stream)).state.messages
        except (NatsError, TimeoutError):
            return 0

    async def read(self, stream: str) -> list[Post]:
        """Everything that lies in a stream, in order."""
        info, found = await self.js.stream_info(stream), []
        if info.state.messages:
            subscription = await self.js.subscribe("cityteams.>", stream=stream, ordered_consumer=True)
            async for message in subscription.messages:
                found.append(Post(message.subject, dict(message.headers or {}), message.data))
                if message.metadata.num_pending == 0:
                    break
            await subscription.unsubscribe()
        return found

    async def said(self, count: int, seconds: float = 10.0) -> list[Post]:
        """What the toy published, once there are as many as expected."""
        await until(lambda: self._holds(OUTPUT, count), seconds)
        return await self.read(OUTPUT)

    async def parked(self, count: int = 1, seconds: float = 10.0) -> list[Post]:
        """What was parked, once there are as many as expected."""
        await until(lambda: self._holds("DEAD", count), seconds)
        return await self.read("DEAD")

    async def _holds(self, stream: str, count: int) -> bool:
        return await self.count(stream) >= count

    async def durable(self, name: str = toy.FOLLOW, stream: str = INPUT) -> ConsumerInfo:
        """How a durable stands."""
        found: ConsumerInfo = await self.js.consumer_info(stream, name)
        return found

    async def idle(self, seconds: float = 10.0) -> None:
        """Returns once everything was settled."""

        async def settled() -> bool:
            infos = [await self.durable(), await self.durable(toy.OBEY, COMMANDS)]
            return not any((info.num_pending or 0) + (info.num_ack_pending or 0) for info in infos)

        await until(settled, seconds)


@asynccontextmanager
async def at_work(bus: Bus, **told: Any) -> AsyncIterator[Service]:
    """A toy in this process."""
    told = {"log_format": "json", "log_level": "error"} | told
    service = toy.build(toy.Settings(nats_url=bus.server.url, **told))
    await service.start()
    try:
        yield service
    finally:
        await service.stop()


def environment(**told: Any) -> dict[str, str]:
    """The settings of a toy as a process of its own."""
    mine = {f"CITYTEAMS_{name.upper()}": str(value) for name, value in told.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITYTEAMS_")}
    return kept | {"PYTHONPATH": os.getcwd(), "CITYTEAMS_LOG_FORMAT": "json"} | mine  # noqa: PTH109


@contextmanager
def process(**told: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A toy as a process of its own; whatever is left of it at the end is killed."""
    command = [sys.executable, "-m", "tests.chassis.toy"]
    running = subprocess.Popen(command, env=environment(**told), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


async def outbox(service: Service) -> list[sa.Row[Any]]:
    """The outbox of a service, in order."""
    box = service.books.outbox
    return await service.store.read(lambda conn: list(conn.execute(sa.select(box).order_by(box.c.position)).all()))
