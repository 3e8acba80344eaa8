"""The courier's side of the store: what is due, what became of it. Every method is one short transaction."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts.notifications import EndpointDisabled
from cityteams_notifications.domain.webhooks.dispatch import (
    Dispatch,
    DispatchState,
    Health,
    decide_disabling,
    settle,
)
from cityteams_notifications.domain.webhooks.endpoint import Endpoint, EndpointState
from cityteams_notifications.domain.webhooks.retrying import Plan, Reply
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.queueing import queue_drafts
from cityteams_notifications.webhooks.rows import SealedKeys, SealedTarget
from cityteams_notifications.webhooks.store import (
    ENDPOINTS,
    HEALTH,
    KEYS,
    TARGETS,
    active_endpoints,
    people_of,
    queue,
    unused_targets,
)

T = TypeVar("T")
Clock = Callable[[], datetime]
AT_ONCE = 500
_UNUSED_TARGETS_LAST = timedelta(hours=24)


@dataclass(frozen=True)
class Ended:
    """One attempt that ended."""

    delivery_id: str
    reply: Reply
    at: datetime


@dataclass(frozen=True)
class Parcel:
    """One dispatch with everything that is needed to send it."""

    dispatch: Dispatch
    body: bytes
    endpoint: Endpoint
    target: SealedTarget
    keys: tuple[SealedKeys, ...]


class Office:
    """What the courier asks and tells."""

    def __init__(self, service: Service, plan: Plan, patience: timedelta, clock: Clock) -> None:
        self._service, self._plan, self._patience, self._clock = service, plan, patience, clock

    async def active(self) -> dict[str, int]:
        """The endpoints that are sent something now, with their attempts in vain in a row."""
        return await self._service.read(active_endpoints)

    async def place(self) -> int:
        """Puts fresh dispatches in their lines: the first is due, later ones are held back. Returns how many."""

        def work(tx: Tx) -> int:
            rows = queue.fresh(tx, AT_ONCE)
            first = queue.firsts(tx, rows)
            placed = [_placed(each, first[each.endpoint_id, each.aggregate], tx.now) for each in rows]
            queue.write(tx, placed)
            queue.hold_later(tx, [each for each in placed if each.state is DispatchState.DUE])
            return len(rows)

        return await self._act("place", work) if await self._service.read(queue.is_anything_fresh) else 0

    async def revive(self) -> None:
        """What was given up and was asked for again in the ledger is fresh again."""
        if await self._service.read(queue.is_anything_asked_for):
            await self._act("revive", queue.revive)

    async def take(self, endpoints: Collection[str], flying: Collection[str], limit: int) -> list[Parcel]:
        """What is to be sent now."""
        now = self._clock()

        def look(tx: Tx) -> list[Parcel]:
            found = [_parcel(tx, *each, now) for each in queue.due(tx, now, endpoints, flying, limit)]
            return [each for each in found if each is not None]

        return await self._service.read(look) if endpoints else []

    async def wakes(self, endpoints: Collection[str]) -> datetime | None:
        """When something is due next."""
        return await self._service.read(lambda tx: queue.next_due(tx, endpoints)) if endpoints else None

    async def settle(self, ended: Sequence[Ended]) -> list[EndpointDisabled]:
        """Notes what became of attempts; returns what was disabled because of it."""

        def work(tx: Tx) -> list[EndpointDisabled]:
            known = queue.those(tx, [each.delivery_id for each in ended])
            settled = [self._settled(tx, known, each) for each in ended if each.delivery_id in known]
            queue.write(tx, settled)
            queue.promote(tx, [(each.endpoint_id, each.aggregate) for each in settled if each.settled_at], tx.now)
            return [event for event, _, _ in tx.said if isinstance(event, EndpointDisabled)]

        return await self._act("settle", work) if ended else []

    def _settled(self, tx: Tx, known: Mapping[str, Dispatch], ended: Ended) -> Dispatch:
        outcome = settle(known[ended.delivery_id], ended.reply, self._plan, ended.at)
        if outcome.said is not None:
            tx.say(outcome.said)
            self._note_health(tx, outcome.dispatch.endpoint_id, ended)
        return outcome.dispatch

    def _note_health(self, tx: Tx, endpoint_id: str, ended: Ended) -> None:
        endpoint, before = tx.get(ENDPOINTS, endpoint_id), tx.get(HEALTH, endpoint_id) or Health(endpoint_id)
        if endpoint is None:
            return
        health = before.after(ended.reply, ended.at)
        if health != before:
            tx.keep(HEALTH, health)
        for notice in decide_disabling(endpoint, health, ended.reply, self._patience, ended.at):
            tx.say(notice)
            readers = sorted(people_of(tx, endpoint.organisation_id))
            queue_drafts(drafts_of(notice, readers), notice, tx.said[-1][1].id, tx)

    async def sweep(self, keep: timedelta) -> None:
        """Forgets what was settled long ago, and gives up what has waited as long."""

        def work(tx: Tx) -> None:
            before = tx.now - keep
            old = queue.overdue(tx, before, AT_ONCE)
            tx.say(*(each.consignment.failed(each.tries, None, "waited-too-long", tx.now) for each in old))
            queue.write(tx, [_given_up(each, tx.now) for each in old])
            queue.drop_old(tx, before)
            for target in unused_targets(tx, tx.now - _UNUSED_TARGETS_LAST, AT_ONCE):
                tx.forget(TARGETS, target.target_id)
                if target.key_id:
                    tx.forget(KEYS, target.key_id)

        await self._act("sweep", work)

    async def restart(self) -> None:
        """Looks at every line again: a process that was killed may have left one without a first."""
        await self._act("restart", queue.refresh)

    async def waiting(self) -> int:
        """How many are on their way."""
        return await self._service.read(queue.waiting)

    async def _act(self, name: str, work: Callable[[Tx], T]) -> T:
        return await self._service.act(f"courier-{name}-{uuid4()}", self._clock(), work)


def _placed(it: Dispatch, first: int, now: datetime) -> Dispatch:
    if it.version > first:
        return replace(it, fresh=False)
    return replace(it, fresh=False, state=DispatchState.DUE, due_at=now)


def _given_up(it: Dispatch, now: datetime) -> Dispatch:
    return replace(it, fresh=False, state=DispatchState.FAILED, due_at=None, settled_at=now)


def _parcel(tx: Tx, dispatch: Dispatch, body: bytes, now: datetime) -> Parcel | None:
    """None for an endpoint that was changed between two looks."""
    endpoint = tx.get(ENDPOINTS, dispatch.endpoint_id)
    target = tx.get(TARGETS, endpoint.target_id) if endpoint else None
    if endpoint is None or target is None or endpoint.state is not EndpointState.ACTIVE:
        return None
    keys = (tx.get(KEYS, each) for each in endpoint.keys_at(now))
    return Parcel(dispatch, body, endpoint, target, tuple(each for each in keys if each is not None))
