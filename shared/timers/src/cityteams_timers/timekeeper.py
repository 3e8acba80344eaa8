"""The timekeeper of a service: one replica looks for what is due, and handles each in a transaction of its own.

A timer is a row of the service's own state that has a moment; nothing else is stored, so a timer survives a restart as
its row does. What is due happens *as of its moment*, under an id derived from its name: a timer that fires late, or is
fired again in a replay with another clock, says the very same events with the same ids and times.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa

from cityteams_chassis import Election, Service, Tx

_TIMERS = uuid5(NAMESPACE_URL, "urn:cityteams:timers")
_NOT_ELECTED = 2.0


@dataclass(frozen=True, slots=True)
class Due:
    """One timer that has come: its id (see `timer_id`), its moment, and what to do.

    `work` looks at its rows again, since something may have happened meanwhile, and changes them so that the timer is
    not found any more.
    """

    trigger_id: str
    at: datetime
    work: Callable[[Tx], Any]


Find = Callable[[Tx, datetime], Sequence[Due]]
"""`find(tx, until)`: a bounded number of timers whose moment is not after `until`, the earliest first."""


def timer_id(*names: str) -> str:
    """The id of a timer by what it is for, such as `timer_id("invitation-expires", invitation_id)`."""
    return str(uuid5(_TIMERS, "/".join(names)))


def utc_now() -> datetime:
    """The clock of the outside."""
    return datetime.now(UTC)


async def fire(service: Service, find: Find, until: datetime) -> int:
    """Handles everything that is due until a moment, in order; returns how many.

    Raises RuntimeError for a timer that stays due although it was handled.
    """
    done = set[str]()
    while due := await service.read(lambda tx: find(tx, until)):
        for each in sorted(due, key=lambda timer: (timer.at, timer.trigger_id)):
            if each.trigger_id in done:
                raise RuntimeError(f"timer {each.trigger_id} of {each.at} is still due after it was handled")
            done.add(each.trigger_id)
            with suppress(sa.exc.IntegrityError):  # another replica was quicker; its events have the same ids
                await service.act(each.trigger_id, each.at, each.work)
    return len(done)


async def keep_time(
    service: Service, name: str, find: Find, every: float = 1.0, clock: Callable[[], datetime] = utc_now
) -> None:
    """Looks every so many seconds until the service stops; trouble is told by log and readiness, and tried again."""
    election = Election(service.store, f"timers-{name}")
    try:
        while not service.stopping.is_set():
            elected = await asyncio.to_thread(election.holds)
            if elected:
                await _turn(service, name, find, clock())
            with suppress(TimeoutError):
                async with asyncio.timeout(every if elected else _NOT_ELECTED):
                    await service.stopping.wait()
    finally:
        election.release()


async def _turn(service: Service, name: str, find: Find, now: datetime) -> None:
    try:
        await fire(service, find, now)
        service.troubles.pop(name, None)
    except Exception as wrong:  # noqa: BLE001 - the loop must live; readiness and log tell the operator
        service.troubles[name] = f"timers of {name} fail: {type(wrong).__name__}"
        service.log.error("timers.fail", timers=name, reason=f"{type(wrong).__name__}: {wrong}"[:300])
