"""Forgets sessions that are over and sign-ins that never came back: nothing is kept longer than it serves."""

import asyncio
from datetime import UTC, datetime

from cityteams_chassis import Service, Tx
from cityteams_portal.domain.handover import LASTS
from cityteams_portal.domain.session import IDLE
from cityteams_portal.store import HANDOVERS, SESSIONS, handovers_begun_before, sessions_unseen_since

EVERY = 600.0
_AT_ONCE = 500


async def sweep(service: Service) -> None:
    """Until the service stops. Several replicas may do it; what is gone is gone."""
    while not service.stopping.is_set():
        while await service.act("sweep", datetime.now(UTC), forget_old) == _AT_ONCE:
            service.log.info("sessions.swept", count=_AT_ONCE)
        try:
            async with asyncio.timeout(EVERY):
                await service.stopping.wait()
        except TimeoutError:
            continue


def forget_old(tx: Tx) -> int:
    """Forgets a batch of what is over by now; returns how many of the kind of which there were more."""
    over = sessions_unseen_since(tx, tx.now - IDLE, _AT_ONCE)
    lost = handovers_begun_before(tx, tx.now - LASTS, _AT_ONCE)
    for session in over:
        tx.forget(SESSIONS, session.session_id)
    for handover in lost:
        tx.forget(HANDOVERS, handover.handover_id)
    return max(len(over), len(lost))
