"""A continuous JetStream puller: one callback subscription, no task per message (decision 0002)."""

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic

from nats.aio.client import Client
from nats.aio.msg import Msg

_ENDED, _LINGER = ("404", "408", "409", "423"), 0.003  # seconds that a small batch waits to become a larger one


async def happens(event: asyncio.Event, within: float) -> bool:
    """Waits for an event, at most so many seconds; whether it happened."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await event.wait()
    return event.is_set()


class ConsumerGone(Exception):  # noqa: N818
    """The durable does not exist (any more): provision it again."""


class Puller:
    """Keeps up to two batches requested ahead. Survives restarts of the server: lost requests are made again."""

    def __init__(self, client: Client, stream: str, durable: str, batch: int, news: asyncio.Event) -> None:
        self._client, self._batch, self._news = client, batch, news
        self._subject = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{durable}"
        self._buffer: deque[Msg] = deque()
        self._asked, self._heard, self._gone = 0, monotonic(), ""

    async def start(self, heartbeat: float = 2.0) -> "Puller":
        """Subscribes to an inbox of its own; `heartbeat` seconds is how fast a lost server is noticed."""
        self._heartbeat, self._inbox = heartbeat, self._client.new_inbox()
        self._sub = await self._client.subscribe(
            self._inbox, cb=self._take, pending_msgs_limit=0, pending_bytes_limit=0
        )
        return self

    async def stop(self, held: Sequence[Msg]) -> None:
        """Gives back what was fetched and not handed out, and what is held."""
        await self._sub.unsubscribe()
        for message in (*self._buffer, *held):
            await self._client.publish(message.reply, b"-NAK")
        self._buffer.clear()

    async def _take(self, message: Msg) -> None:
        self._heard = monotonic()
        if message.reply.startswith("$JS.ACK"):
            self._buffer.append(message)
            self._asked -= 1
            self._news.set()
            return
        status, words = (message.headers or {}).get("Status"), str((message.headers or {}).get("Description", ""))
        if status == "503" or "Consumer Deleted" in words:
            self._gone = words or "no consumer answers"
        if status in _ENDED or self._gone:
            self._asked = 0
            self._news.set()

    async def next(self, idle: float) -> list[Msg]:
        """What is there, at most one batch; waits at most `idle` seconds and then returns nothing."""
        if self._gone:
            why, self._gone, self._asked = self._gone, "", 0
            raise ConsumerGone(why)
        if self._asked + len(self._buffer) <= self._batch and self._client.is_connected:
            await self._ask(2 * self._batch - self._asked - len(self._buffer))
        if not self._buffer:
            await self._wait(idle)
        elif len(self._buffer) < self._batch:
            await asyncio.sleep(_LINGER)
        return [self._buffer.popleft() for _ in range(min(self._batch, len(self._buffer)))]

    async def _ask(self, count: int) -> None:
        self._asked += count
        body = {"batch": count, "expires": int(30e9), "idle_heartbeat": int(self._heartbeat * 1e9)}
        await self._client.publish(self._subject, json.dumps(body).encode(), reply=self._inbox)

    async def _wait(self, idle: float) -> None:
        self._news.clear()
        if not await happens(self._news, idle) and monotonic() - self._heard > 2.5 * self._heartbeat:
            self._asked, self._heard = 0, monotonic()
