"""The courier: sends what is due to its endpoints, many at once, and lets no receiver hold up another.

At most one attempt is in the air for an aggregate and an endpoint. An endpoint that failed often in a row is tried with
one delivery at a time; one that asks for calm is left alone as long as it asks. Every delivery is sent at least once.
"""

import asyncio
from collections import Counter as Tally
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from prometheus_client import Counter, Gauge

from cityteams_chassis import Election, Service
from cityteams_notifications.domain.webhooks.retrying import LONGEST_WISH, Plan, Reply
from cityteams_notifications.settings import Settings
from cityteams_notifications.webhooks.carrying import Carrier
from cityteams_notifications.webhooks.office import Ended, Office, Parcel

T = TypeVar("T")
ALL_AT_ONCE, ONE_AT_ONCE = 128, 8
"""Attempts in the air, for all endpoints together and for one of them."""
DOUBTFUL = 5
"""After so many attempts in vain in a row an endpoint is sent one thing at a time."""
_IDLE, _NOT_ELECTED = 2.0, 2.0
_REVIVE, _SWEEP = timedelta(seconds=1), timedelta(minutes=10)


def utc_now() -> datetime:
    """The clock of the outside."""
    return datetime.now(UTC)


class Courier:
    """Works while this process is the elected one."""

    def __init__(
        self, service: Service, settings: Settings, carrier: Carrier, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._service, self._settings, self._carrier, self._clock = service, settings, carrier, clock
        self.idle = _IDLE
        self._office = Office(service, Plan(settings.webhook_delays), settings.webhook_patience, clock)
        self._flying: dict[asyncio.Task[Ended], Parcel] = {}
        self._calm: dict[str, datetime] = {}
        self._swept = self._revived = datetime.min.replace(tzinfo=UTC)
        at = service.metrics.registry
        self._ended = Counter("cityteams_webhooks", "Attempts by how they ended", ("outcome",), registry=at)
        self._disabled = Counter("cityteams_endpoints_disabled", "Endpoints disabled", ("reason",), registry=at)
        self._waiting = Gauge("cityteams_webhooks_waiting", "Deliveries on their way", registry=at)

    @property
    def in_the_air(self) -> int:
        """How many attempts have not been noted yet."""
        return len(self._flying)

    async def work(self) -> None:
        """Until the service stops. Attempts in the air are brought to their end, at most a time-out long."""
        election, known = Election(self._service.store, "courier"), False
        try:
            while not self._service.stopping.is_set():
                if not await _to_the_end(asyncio.to_thread(election.holds)):
                    known = False
                    await self._pause(_NOT_ELECTED)
                    continue
                known = await self._safely(first=not known)
        finally:
            try:
                await _to_the_end(self._land())
            finally:
                election.release()

    async def _safely(self, *, first: bool) -> bool:
        """One turn; trouble with the store makes a pause and no end."""
        try:
            if first:
                await self._office.restart()
            await self.turn()
            self._service.troubles.pop("courier", None)
        except Exception as bug:  # noqa: BLE001 - deliveries wait and the operator reads; the loop must live
            self._service.log.error("courier.stumbles", reason=f"{type(bug).__name__}: {bug}"[:300])
            self._service.troubles["courier"] = f"the courier stumbles ({type(bug).__name__}); its log says over what"
            await self._pause(_IDLE)
        return True

    async def turn(self) -> None:
        """Notes what ended, starts what is due, and waits until there is something to do."""
        changed = asyncio.create_task(self._service.wait_change(self.idle))  # before looking, to miss nothing
        try:
            await self._settle()
            await self._keep_house()
            placed, active = await self._office.place(), await self._office.active()
            started = await self._start(active)
            if not started and not placed:
                await self._wait(changed, active)
        finally:
            changed.cancel()

    async def _start(self, active: Mapping[str, int]) -> int:
        free, parcels = self._free(active), list[Parcel]()
        if room := ALL_AT_ONCE - len(self._flying):
            in_air = [each.dispatch.delivery_id for each in self._flying.values()]
            parcels = await self._office.take(free.keys(), in_air, room)
        started = 0
        for parcel in parcels:
            if free[parcel.endpoint.endpoint_id] > 0:
                free[parcel.endpoint.endpoint_id] -= 1
                self._flying[asyncio.create_task(self._attempt(parcel))] = parcel
                started += 1
        return started

    def _free(self, active: Mapping[str, int]) -> Tally[str]:
        """How many more attempts each endpoint can take now; those that can take none are missing."""
        now, found = self._clock(), Tally[str]()
        busy = Tally(each.endpoint.endpoint_id for each in self._flying.values())
        self._calm = {each: until for each, until in self._calm.items() if until > now}
        for endpoint_id, streak in active.items():
            room = (1 if streak >= DOUBTFUL else ONE_AT_ONCE) - busy[endpoint_id]
            if room > 0 and endpoint_id not in self._calm:
                found[endpoint_id] = room
        return found

    async def _attempt(self, parcel: Parcel) -> Ended:
        reply = await self._carrier.carry(parcel, self._clock())
        return Ended(parcel.dispatch.delivery_id, reply, self._clock())

    async def _settle(self) -> None:
        done = [task for task in self._flying if task.done()]
        ended = [task.result() for task in done]
        disabled = await self._office.settle(ended)
        for task in done:
            parcel = self._flying.pop(task)
            self._tell(parcel, task.result().reply)
        for event in disabled:
            self._disabled.labels(event.reason).inc()
            self._service.log.warning("endpoint.disabled", endpoint=event.endpoint_id, reason=event.reason)

    def _tell(self, parcel: Parcel, reply: Reply) -> None:
        self._ended.labels("taken" if reply.is_taken else "in_vain").inc()
        endpoint_id = parcel.endpoint.endpoint_id
        if reply.asks_for_calm and reply.wait is not None:
            self._calm[endpoint_id] = self._clock() + min(reply.wait, LONGEST_WISH)
        told = {"delivery": parcel.dispatch.delivery_id, "endpoint": endpoint_id, "status": reply.status}
        if not reply.is_taken:
            self._service.log.info("webhook.in_vain", reason=reply.code, tries=parcel.dispatch.tries + 1, **told)

    async def _keep_house(self) -> None:
        now = self._clock()
        if now - self._revived >= _REVIVE:
            self._revived = now
            await self._office.revive()
        if now - self._swept >= _SWEEP:
            self._swept = now
            await self._office.sweep(self._settings.webhook_keep)
            self._waiting.set(await self._office.waiting())

    async def _wait(self, changed: "asyncio.Task[bool]", active: Mapping[str, int]) -> None:
        """Until an attempt ends, something was heard, or something is due."""
        wakes = await self._office.wakes(self._free(active).keys())
        nap = self.idle if wakes is None else min(self.idle, max(0.0, (wakes - self._clock()).total_seconds()))
        await asyncio.wait({changed, *self._flying}, timeout=nap, return_when=asyncio.FIRST_COMPLETED)

    async def _land(self) -> None:
        """What is in the air when the service stops; what does not end in time is sent again later."""
        if self._flying:
            await asyncio.wait(self._flying, timeout=1)
        for task in [task for task in self._flying if not task.done()]:
            task.cancel()
            self._flying.pop(task)
        with suppress(Exception):  # the store may be gone already; then these are sent again
            await self._settle()
        await self._carrier.close()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._service.stopping.wait()


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Lets work finish although the loop is cancelled, or a thread would take again what is released."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
