"""A service: a store, the table of its reactions, the bus; started and drained as one."""

import asyncio
import json
import signal
import sys
from asyncio import FIRST_COMPLETED
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.errors import Error as NatsError
from pydantic import BaseModel, ValidationError
from pydantic_settings import SettingsError

from cityteams_chassis.bus import answering, carry, client_of, make_broker
from cityteams_chassis.consumer import Consumer
from cityteams_chassis.health import Metrics, health_app, serve
from cityteams_chassis.logs import service_log
from cityteams_chassis.puller import happens
from cityteams_chassis.relay import Relay
from cityteams_chassis.settings import ServiceSettings
from cityteams_contracts import Command, Rejected
from cityteams_store.batch import Batches
from cityteams_store.envelope import first_stamp
from cityteams_store.errors import Refused, Transient
from cityteams_store.reactions import Answer, Reaction
from cityteams_store.shelf import Fold, fold_table
from cityteams_store.store import Store
from cityteams_store.tables import Books
from cityteams_store.unit import Tx, Unit

T = TypeVar("T")
R = TypeVar("R", bound=BaseModel)
_NEVER = datetime.min.replace(tzinfo=UTC)
Loop = Callable[["Service"], Coroutine[Any, Any, None]]


class Service:
    """Everything one deployable process is made of; `build()` in each service's app.py makes it."""

    def __init__(  # noqa: PLR0913 - the parts are named at the one place where they are put together
        self,
        name: str,
        settings: ServiceSettings,
        *,
        metadata: sa.MetaData,
        reactions: Sequence[Reaction] = (),
        fold: Sequence[Fold] = (),
        loops: Sequence[Loop] = (),
        requests: Sequence[Answer] = (),
        migrations: str | None = "",
    ) -> None:
        self.name, self.settings, self.reactions, self.requests, self.loops = name, settings, reactions, requests, loops
        place = f"cityteams_{name}:migrations" if migrations == "" else migrations
        self.store = Store(settings.store_url, metadata, place)
        self.log, self.metrics = service_log(name, settings), Metrics()
        self.books = Books(metadata)
        self.batches = Batches(name, self.books, fold_table(fold))
        self.consumers = [Consumer(each, self.batches, self.store, self.log, self.metrics) for each in reactions]
        self.stopping, self._wake, self._changed, self._drained = (asyncio.Event() for _ in range(4))
        self.broker = self._broker()
        self.relay: Relay | None = None
        self.looping: list[asyncio.Task[None]] = []
        self.troubles: dict[str, str] = {}  # what a loop cannot do right now, told by readiness

    @property
    def client(self) -> Client:
        """The connection to the broker."""
        return client_of(self.broker)

    def _broker(self) -> NatsBroker:
        broker = make_broker(self.name, self.settings, self._bus_error, self._bus_lost)
        for consumer in self.consumers:
            carry(broker, consumer, self.settings.batch_size, self.stopping, self._committed)
        for answer in self.requests:
            broker.subscriber(answer.subject, queue=self.name)(answering(answer, self))
        return broker

    async def _bus_error(self, wrong: Exception) -> None:
        self.log.warning("bus.error", reason=f"{type(wrong).__name__}: {wrong}"[:300])

    async def _bus_lost(self) -> None:
        if self.relay is not None:
            self.relay.doubt.set()

    async def act(self, trigger_id: str, now: datetime, work: Callable[[Tx], T], actor: str = "") -> T:
        """One transaction outside a message, as of `now`, for `actor`; ids derive from the trigger."""

        def within(unit: Unit) -> T:
            tx = Tx(unit, first_stamp(trigger_id, now, actor))
            result = work(tx)
            unit.join(tx)
            return result

        return await self._transact(within)

    async def send(self, commands: Sequence[tuple[str, Command]], now: datetime, actor: str = "") -> None:
        """Puts an actor's commands, each under its own id, into the outbox; on return they are safe."""
        posts = [(command, first_stamp(command_id, now, actor), None) for command_id, command in commands]
        await self._transact(lambda unit: unit.out.extend(posts))

    async def _transact(self, work: Callable[[Unit], T]) -> T:
        def within(conn: sa.Connection) -> T:
            unit = Unit(conn, self.books, self.batches.fold, self.name)
            result = work(unit)
            unit.flush()
            return result

        result = await self.store.write(within)
        self._committed()
        return result

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Looks at the store without changing it."""
        nobody = first_stamp("read", _NEVER)
        return await self.store.read(lambda conn: work(Tx(Unit(conn, self.books, {}, self.name), nobody)))

    async def request(self, subject: str, question: BaseModel, response: type[R], timeout: float = 2.0) -> R:  # noqa: ASYNC109
        """Asks over core NATS. Raises Rejected with what the answerer said, Transient when nobody answers."""
        try:
            reply = await self.client.request(subject, question.model_dump_json().encode(), timeout=timeout)
        except (NatsError, TimeoutError) as away:
            raise Transient(f"nobody answers on {subject}: {type(away).__name__}") from None
        if reply.data.startswith(b'{"error":'):
            raise Rejected(**json.loads(reply.data)["error"])
        return response.model_validate_json(reply.data)

    async def wait_change(self, timeout: float) -> bool:  # noqa: ASYNC109
        """Waits until something was committed here, at most `timeout` seconds."""
        return await happens(self._changed, timeout)

    def _committed(self) -> None:
        self._wake.set()
        self._changed.set()
        self._changed = asyncio.Event()

    async def start(self) -> None:
        """Migrates the store, connects (waiting for the broker if need be) and starts all parts."""
        await asyncio.to_thread(self.store.migrate)
        if self.settings.health_port:
            self.looping.append(asyncio.create_task(self._health(), name="health"))
        while not await self._connected():  # noqa: ASYNC110 - the broker sends no event while it is away
            await asyncio.sleep(0.5)
        self.relay = Relay(self.store, self.books, self.client, self.log, self._wake)
        self.looping += [asyncio.create_task(loop(self), name=loop.__name__) for loop in self.loops]
        self._relaying = asyncio.create_task(self.relay.run(self._drained), name="relay")
        await self.broker.start()
        await self.client.flush()
        self.log.info("service.ready", reactions=len(self.reactions))

    async def _connected(self) -> bool:
        try:
            await self.broker.connect()
        except (NatsError, OSError) as away:
            self.log.warning("bus.away", reason=f"{type(away).__name__}: {away}"[:200])
            return False
        return True

    async def stop(self) -> None:
        """Drains: no new messages, the batch in hand is finished, the outbox is sent, then everything is closed."""
        self.stopping.set()
        self._committed()
        running = [task for subscriber in self.broker.subscribers for task in getattr(subscriber, "tasks", ())]
        for consumer in self.consumers:
            consumer.news.set()
        if running:
            await asyncio.wait(running, timeout=3)
        for task in self.looping:
            task.cancel()
        self._drained.set()  # from here on nothing is said, so the relay may send the rest
        self._wake.set()
        await asyncio.wait([*self.looping, self._relaying], timeout=2)
        with suppress(NatsError, TimeoutError):
            async with asyncio.timeout(1):
                await self.broker.stop()
        self.store.close()
        self.log.info("service.stopped")

    async def _health(self) -> None:
        checks = {"broker": self._broker_check, "store": self._store_check, "consumers": self._consumer_check}
        app = health_app(self.name, checks, self.metrics)
        await serve(app, self.settings.health_host, self.settings.health_port)

    async def _broker_check(self) -> str:
        try:
            await self.client.flush(timeout=1)
        except (NatsError, TimeoutError, AssertionError) as away:
            return f"no answer: {type(away).__name__}"
        return "" if self.client.is_connected else "not connected"

    async def _store_check(self) -> str:
        try:
            await self.store.read(lambda conn: conn.scalar(sa.text("SELECT 1")))
        except sa.exc.DBAPIError as away:
            return str(away.orig)[:200]
        return ""

    async def _consumer_check(self) -> str:
        return "; ".join([*(each.wrong for each in self.consumers if each.wrong), *self.troubles.values()])


def run(build: Callable[[], Service]) -> None:
    """The main of every service: builds it, runs it until SIGTERM or SIGINT; exit code 2 names what is wrong."""
    try:
        asyncio.run(_run(build))
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_input=False)
        sys.exit(_refusal(*(f"CITYTEAMS_{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in errors)))
    except (Refused, SettingsError) as no:
        sys.exit(_refusal(str(no)))


def _refusal(*lines: str) -> int:
    sys.stderr.writelines(f"cityteams: {line}\n" for line in lines)
    return 2


async def _run(build: Callable[[], Service]) -> None:
    service = build()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, service.stopping.set)
    stopped = asyncio.create_task(service.stopping.wait())
    starting = asyncio.create_task(service.start())
    await asyncio.wait([starting, stopped], return_when=FIRST_COMPLETED)
    if starting.done():
        await starting
        await asyncio.wait([stopped, *service.looping], return_when=FIRST_COMPLETED)
        ended = [task for task in service.looping if task.done()]
        await service.stop()
        for task in ended:
            task.result()  # a part that failed ends the process loudly
