"""Turn after turn of long work, by one replica, until the service stops; what fails is told and tried again."""

import asyncio
from collections.abc import Awaitable, Callable

from cityteams_chassis import Election, Service
from cityteams_clusters.computing.worker import Computer, WorkFailedError

IDLE = 1.0
"""Seconds between two looks when nothing was committed meanwhile."""


async def work_alone(service: Service, name: str, worker: Computer, turn: Callable[[], Awaitable[bool]]) -> None:
    """Takes turns while this replica is the elected one; a turn says whether there was anything to do."""
    election = Election(service.store, name)
    try:
        while not service.stopping.is_set():
            done = await _turn(service, name, turn) if await asyncio.to_thread(election.holds) else False
            if not done:
                await service.wait_change(IDLE)
    finally:
        worker.end()
        election.release()


async def _turn(service: Service, name: str, turn: Callable[[], Awaitable[bool]]) -> bool:
    try:
        done = await turn()
        service.troubles.pop(name, None)
    except WorkFailedError as wrong:
        if not service.stopping.is_set():
            service.troubles[name] = f"{name} cannot compute: {wrong}"[:300]
            service.log.error("computing.fails", work=name, reason=str(wrong))
        return False
    return done
