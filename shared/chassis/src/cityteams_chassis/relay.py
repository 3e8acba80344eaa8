"""The relay sends the outbox in order, whole batches at once, and never forgets what it sent (decision 0003)."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from itertools import groupby
from typing import Any, TypeVar
from uuid import uuid4

import sqlalchemy as sa
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import PubAck
from nats.js.errors import APIError, NotFoundError
from pydantic_core import from_json

from cityteams_chassis.puller import happens
from cityteams_store import outbox
from cityteams_store.election import Election
from cityteams_store.outbox import Row
from cityteams_store.store import Store
from cityteams_store.tables import Books

_AT_ONCE = 500
T = TypeVar("T")


class Relay:
    """One per outbox: only the elected process sends. A time-out means unknown: the rows are sent again."""

    def __init__(self, store: Store, books: Books, client: Client, log: Any, wake: asyncio.Event) -> None:
        self._store, self._outbox, self._client, self._log, self._wake = store, books.outbox, client, log, wake
        self._last: dict[str, int] = {}
        self.doubt = asyncio.Event()  # set when the stream may not be as we left it
        self.doubt.set()

    async def run(self, stopping: asyncio.Event, poll: float = 0.25) -> None:
        """Sends until told to stop, and then what is left."""
        election, sent = Election(self._store, "relay"), 1
        try:
            while sent or not stopping.is_set():
                mine = self._client.is_connected and await asyncio.to_thread(election.holds)
                sent = await self._safely(self.send_some) if mine else 0
                if not sent and not stopping.is_set():
                    self._wake.clear()
                    await happens(self._wake, poll)
        finally:
            election.release()

    async def _safely(self, step: Callable[[], Any]) -> int:
        try:
            return int(await step())
        except (NatsError, TimeoutError, sa.exc.DBAPIError) as wrong:
            self.doubt.set()
            self._log.warning("outbox.waits", reason=type(wrong).__name__, detail=str(wrong)[:200])
            return 0

    async def send_some(self) -> int:
        """Sends the oldest unsent rows; returns how many."""
        if self.doubt.is_set():
            self.doubt.clear()
            await self._look_back()
        rows = await self._store.read(lambda conn: outbox.unsent(conn, self._outbox, _AT_ONCE))
        for stream, group in groupby(rows, key=lambda row: row.stream):
            await self._send(stream, list(group))
        return len(rows)

    async def _look_back(self) -> None:
        """A stream whose last sequence moved backwards has lost messages: they become unsent again."""
        self._last = await self._store.read(lambda conn: outbox.reached(conn, self._outbox))
        for stream, sent in list(self._last.items()):
            try:
                info = await self._answer(self._client.jetstream(timeout=5).stream_info(stream))
            except NotFoundError:
                self._log.warning("outbox.stream-is-missing", stream=stream)
                continue
            if info.state.last_seq < sent:
                await self._send_again(stream, info.state.last_seq)

    async def _send_again(self, stream: str, beyond: int) -> None:
        self._last[stream] = beyond
        count = await self._store.write(lambda conn: outbox.unsend(conn, self._outbox, stream, beyond))
        self._log.error("outbox.stream-moved-backwards", stream=stream, beyond=beyond, again=count)

    async def _send(self, stream: str, rows: Sequence[Row]) -> None:
        sequences = new = await self._atomic(stream, rows) if len(rows) > 1 else None
        if sequences is None:
            acks = [await self._single(stream, row) for row in rows]
            sequences, new = [ack.seq for ack in acks], [ack.seq for ack in acks if not ack.duplicate]
        if new and new[0] <= self._last.get(stream, 0):
            await self._send_again(stream, new[0] - 1)  # the stream lost its end under our hands
        self._last[stream] = max(self._last.get(stream, 0), *sequences)
        await self._store.write(lambda conn: outbox.mark(conn, self._outbox, rows, sequences))

    async def _answer(self, asking: Coroutine[Any, Any, T]) -> T:
        """What the broker answers, unless the connection on which it was asked is lost: then nothing will come."""
        answer, lost = asyncio.ensure_future(asking), asyncio.ensure_future(self.doubt.wait())
        await asyncio.wait((answer, lost), return_when=asyncio.FIRST_COMPLETED)
        lost.cancel()
        if not answer.done():
            answer.cancel()
            raise TimeoutError("the connection was lost")
        return answer.result()

    async def _single(self, stream: str, row: Row) -> PubAck:
        headers = from_json(row.headers) | {"Nats-Expected-Stream": stream}
        return await self._answer(self._client.jetstream(timeout=5).publish(row.subject, row.body, headers=headers))

    async def _atomic(self, stream: str, rows: Sequence[Row]) -> list[int] | None:
        """All or nothing with one fsync (ADR-50); None when one of them is stored already, so send singly."""
        batch, headers = uuid4().hex, dict[str, str]()
        for count, row in enumerate(rows, 1):
            headers = from_json(row.headers) | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(count)}
            headers["Nats-Expected-Stream"] = stream
            if count < len(rows):
                await self._client.publish(row.subject, row.body, headers=headers)
        headers["Nats-Batch-Commit"] = "1"
        reply = await self._answer(self._client.request(rows[-1].subject, rows[-1].body, headers=headers, timeout=10))
        answer = from_json(reply.data)
        if error := answer.get("error"):
            if error.get("err_code") == 10201:
                return None
            raise APIError.from_error(error)
        last = int(answer["seq"])
        return list(range(last - len(rows) + 1, last + 1))
