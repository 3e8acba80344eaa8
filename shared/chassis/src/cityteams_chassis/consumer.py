"""One durable consumer at work: pull, decode, one transaction, settle, one log line per message."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter
from typing import Any

import sqlalchemy as sa
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from cityteams_chassis.health import Metrics
from cityteams_chassis.puller import ConsumerGone, Puller
from cityteams_chassis.settle import DELAYS, settle
from cityteams_contracts import dead_subject
from cityteams_store.batch import Batches, Item, Outcome, read_item
from cityteams_store.envelope import open_envelope
from cityteams_store.errors import Poison
from cityteams_store.reactions import Reaction
from cityteams_store.store import Store

Deliver = Callable[[list[Msg]], Awaitable[object]]  # FastStream's `consume` of the subscription; it ends in `take`
_PATIENCE, _HOLD = 780.0, 10.0
"""Seconds that a message waits here for an earlier version (as long as that one may be tried again), and how often the
broker is told so (well within ack_wait): waiting uses up none of the tries that a message has."""


class Consumer:
    """Turns what a durable delivers into committed batches."""

    def __init__(self, reaction: Reaction, batches: Batches, store: Store, log: Any, metrics: Metrics) -> None:
        self.reaction, self._batches, self._store, self._log, self._metrics = reaction, batches, store, log, metrics
        self._dead = dead_subject(batches.service, reaction.durable)
        self.wrong, self.delays, self.patience, self.news = "not attached yet", DELAYS, _PATIENCE, asyncio.Event()
        self._held, self._told, self._moves = list[tuple[Msg, Item | Poison, float]](), 0.0, True

    async def run(self, client: Client, batch: int, stopping: asyncio.Event, deliver: Deliver) -> None:
        """Works until told to stop; finishes the batch in hand and gives back the rest."""
        puller = await Puller(client, self.reaction.stream, self.reaction.durable, batch, self.news).start()
        while not stopping.is_set():
            try:
                messages = await puller.next(0.1 if self._held and self._moves else 0.5)
                self.wrong = "" if client.is_connected else "the broker is away"
                if messages or self._held:
                    await deliver(messages)
            except ConsumerGone as gone:
                self.wrong = f"durable {self.reaction.durable} is missing ({gone}); run `cityteams provision`"
                self._log.error("consumer.gone", reaction=self.reaction.durable, reason=str(gone))
                await asyncio.sleep(1)
            except NatsError as away:
                self.wrong = f"the broker is away: {type(away).__name__}"
                await asyncio.sleep(0.2)
        if client.is_connected:
            await puller.stop([message for message, _, _ in self._held])

    async def take(self, client: Client, messages: Sequence[Msg]) -> None:
        """One batch from bytes to acks."""
        started, held = perf_counter(), self._held
        lot = [*held, *((message, self._read(message), started) for message in messages)]
        if held:  # what was missing goes first
            lot.sort(key=lambda each: each[0].metadata.sequence.stream)
        outcomes, self._held = await self._commit([item for _, item, _ in lot]), []
        for (message, item, since), outcome in zip(lot, outcomes, strict=True):
            if outcome.kind == "waiting" and started - since < self.patience:
                self._held.append((message, item, since))
                continue
            ended = await settle(client, self._dead, message, outcome, self.delays)
            self._tell(message.subject, item, outcome, ended)
        self._moves = len(self._held) < len(lot)
        if started - self._told > _HOLD:
            self._told = started
            for message, _, _ in self._held:
                await client.publish(message.reply, b"+WPI")
        self._metrics.batches.labels(self.reaction.durable).observe(perf_counter() - started)

    def _read(self, message: Msg) -> Item | Poison:
        try:
            envelope = open_envelope(message.subject, message.headers, message.data)
            return read_item(envelope, self.reaction.contracts, message.metadata.timestamp)
        except Poison as bad:
            return bad
        except Exception as bug:  # noqa: BLE001 - whatever a stranger's bytes did to a parser
            return Poison("the-message-cannot-be-read", type(bug).__name__)

    async def _commit(self, items: Sequence[Item | Poison]) -> list[Outcome]:
        good = [item for item in items if isinstance(item, Item)]
        done = iter(await self._together(good) if good else [])
        return [next(done) if isinstance(each, Item) else Outcome("poison", each.code, each.reason) for each in items]

    async def _together(self, items: Sequence[Item]) -> list[Outcome]:
        try:
            return await self._store.write(lambda conn: self._batches.handle(conn, self.reaction, items))
        except Exception as wrong:  # noqa: BLE001 - one by one names the guilty message
            if len(items) == 1:
                return [_broken(wrong)]
            return [outcome for item in items for outcome in await self._together([item])]

    def _tell(self, subject: str, item: Item | Poison, outcome: Outcome, ended: str) -> None:
        self._metrics.handled.labels(self.reaction.durable, outcome.kind).inc()
        self._metrics.said.inc(outcome.said)
        say = self._log.error if ended == "parked" else self._log.warning if ended == "delayed" else self._log.info
        line = {"reaction": self.reaction.durable, "subject": subject, "outcome": outcome.kind, "said": outcome.said}
        if isinstance(item, Item):
            line |= {"id": item.envelope.stamp.id, "correlation": item.envelope.stamp.correlation}
        if outcome.code:
            line |= {"code": outcome.code, "reason": outcome.reason[:300]}
        say(f"message.{ended}", **line)


def _broken(wrong: Exception) -> Outcome:
    hopeless = isinstance(wrong, sa.exc.DataError | sa.exc.ProgrammingError | sa.exc.NotSupportedError)
    later = isinstance(wrong, sa.exc.DBAPIError | sa.exc.TimeoutError) and not hopeless
    reason = f"{type(wrong).__name__}: {getattr(wrong, 'orig', wrong)}".partition("\n")[0]  # the rest shows rows
    return Outcome("transient" if later else "poison", "the-write-failed", reason[:300])
