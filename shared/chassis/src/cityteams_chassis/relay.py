"""The relay sends the outbox in order, whole batches at once, and never forgets what it sent (decision 0003)."""

import asyncio
import json
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError, NotFoundError

from cityteams_store.election import Election
from cityteams_store.store import Store
from cityteams_store.tables import Books

_AT_ONCE = 500
Row = Any


class Relay:
    """One per outbox: only the elected process sends. A time-out means unknown: the rows are sent again."""

    def __init__(self, store: Store, books: Books, client: Client, log: Any, wake: asyncio.Event) -> None:
        self._store, self._outbox, self._client, self._log, self._wake = store, books.outbox, client, log, wake
        self._last: dict[str, int] = {}
        self.checked = False

    async def run(self, stopping: asyncio.Event, poll: float = 0.25) -> None:
        """Sends until told to stop, and then what is left."""
        election = Election(self._store, "relay")
        try:
            while not stopping.is_set():
                sent = 0
                if self._client.is_connected and await asyncio.to_thread(election.holds):
                    sent = await self._safely(self.send_some)
                if not sent:
                    await self._pause(poll)
            while self._client.is_connected and await self._safely(self.send_some):
                pass
        finally:
            election.release()

    async def _pause(self, poll: float) -> None:
        self._wake.clear()
        try:
            async with asyncio.timeout(poll):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _safely(self, step: Callable[[], Any]) -> int:
        try:
            return int(await step())
        except (NatsError, TimeoutError, sa.exc.DBAPIError) as wrong:
            self.checked = False
            self._log.warning("outbox.waits", reason=type(wrong).__name__, detail=str(wrong)[:200])
            return 0

    async def send_some(self) -> int:
        """Sends the oldest unsent rows; returns how many."""
        if not self.checked:
            await self._look_back()
        table = self._outbox
        query = sa.select(table).where(table.c.sent_sequence.is_(None)).order_by(table.c.position).limit(_AT_ONCE)
        rows = await self._store.read(lambda conn: conn.execute(query).all())
        for stream, group in groupby(rows, key=lambda row: row.stream):
            await self._send(stream, list(group))
        return len(rows)

    async def _look_back(self) -> None:
        """A stream whose last sequence moved backwards has lost messages: they become unsent again."""
        table = self._outbox
        highest = sa.select(table.c.stream, sa.func.max(table.c.sent_sequence)).group_by(table.c.stream)
        for stream, sent in await self._store.read(lambda conn: conn.execute(highest).all()):
            if sent is not None:
                self._last[stream] = sent
                try:
                    info = await self._client.jetstream(timeout=5).stream_info(stream)
                except NotFoundError:
                    self._log.warning("outbox.stream-is-missing", stream=stream)
                    continue
                if info.state.last_seq < sent:
                    await self._send_again(stream, info.state.last_seq)
        self.checked = True

    async def _send_again(self, stream: str, beyond: int) -> None:
        table, self._last[stream] = self._outbox, beyond
        lost = sa.update(table).where(table.c.stream == stream, table.c.sent_sequence > beyond)
        count = await self._store.write(lambda conn: conn.execute(lost.values(sent_sequence=None)).rowcount)
        self._log.error("outbox.stream-moved-backwards", stream=stream, beyond=beyond, again=count)

    async def _send(self, stream: str, rows: Sequence[Row]) -> None:
        sequences = await self._atomic(stream, rows) if len(rows) > 1 else None
        if sequences is None:
            sequences = [await self._single(stream, row) for row in rows]
        if sequences[0] <= self._last.get(stream, 0) and len(set(sequences)) == len(sequences):
            self.checked = False  # already stored, or the stream lost its end: look before the next batch
        self._last[stream] = max(self._last.get(stream, 0), *sequences)
        await self._store.write(lambda conn: self._mark(conn, rows, sequences))

    async def _single(self, stream: str, row: Row) -> int:
        headers = json.loads(row.headers) | {"Nats-Expected-Stream": stream}
        ack = await self._client.jetstream(timeout=5).publish(row.subject, row.body, headers=headers)
        return ack.seq

    async def _atomic(self, stream: str, rows: Sequence[Row]) -> list[int] | None:
        """All or nothing with one fsync (ADR-50); None when one of them is stored already, so send singly."""
        batch, headers = uuid4().hex, dict[str, str]()
        for count, row in enumerate(rows, 1):
            headers = json.loads(row.headers) | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(count)}
            headers["Nats-Expected-Stream"] = stream
            if count < len(rows):
                await self._client.publish(row.subject, row.body, headers=headers)
        headers["Nats-Batch-Commit"] = "1"
        reply = await self._client.request(rows[-1].subject, rows[-1].body, headers=headers, timeout=10)
        answer = json.loads(reply.data)
        if error := answer.get("error"):
            if error.get("err_code") == 10201:
                return None
            raise APIError.from_error(error)
        last = int(answer["seq"])
        return list(range(last - len(rows) + 1, last + 1))

    def _mark(self, conn: sa.Connection, rows: Sequence[Row], sequences: Sequence[int]) -> None:
        table, first = self._outbox, rows[0].position
        whole = rows[-1].position - first + 1 == len(rows) and sequences[-1] - sequences[0] + 1 == len(rows)
        if whole:
            shift = sequences[0] - first
            between = table.c.position.between(first, rows[-1].position)
            conn.execute(sa.update(table).where(between).values(sent_sequence=table.c.position + shift))
            return
        mark = sa.update(table).where(table.c.position == sa.bindparam("at")).values(sent_sequence=sa.bindparam("seq"))
        conn.execute(mark, [{"at": row.position, "seq": seq} for row, seq in zip(rows, sequences, strict=True)])
