"""Mail that comes back is read from a Maildir, into which the mail server of `smtp_returns` delivers it.

A mail is moved from `new` to `cur` once what it says is committed; read again after a crash, it says nothing new.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from cityteams_chassis import Service, Tx, derived_id
from cityteams_contracts.notifications import SuppressionBegun, SuppressionReason
from cityteams_notifications.domain.deliveries import DeliveryState
from cityteams_notifications.domain.returned import Returned, read_returned
from cityteams_notifications.store import DELIVERIES, SUPPRESSIONS

AT_ONCE = 200
MOST_BYTES = 1_000_000
EVERY = 60.0
"""Seconds between two looks into the folder."""


class Returns:
    """Reads what came back to one address."""

    def __init__(self, service: Service, folder: Path, address: str, clock: Callable[[], datetime]) -> None:
        self._service, self._folder, self._address, self._clock = service, folder, address, clock

    async def work(self) -> None:
        """Looks every minute, until the service stops. A folder that cannot be read makes the service not ready."""
        while not self._service.stopping.is_set():
            try:
                while await self.take_in() == AT_ONCE:
                    pass
                self._service.troubles.pop("returns", None)
            except OSError as trouble:
                self._service.troubles["returns"] = f"the folder of bounces cannot be read: {trouble.strerror}"
                self._service.log.warning("returns.unreadable", trouble=trouble.strerror)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._service.stopping.wait(), EVERY)

    async def take_in(self) -> int:
        """Reads at most 200 mails, and tells how many there were. Raises OSError."""
        there = await asyncio.to_thread(_new, self._folder)
        for path in there:
            told = read_returned(await asyncio.to_thread(_head, path), self._address)
            if told is not None:
                await self._note(told)
            self._service.log.info("returns.read", letter=told and told.letter_id, status=told and told.status)
            await asyncio.to_thread(path.rename, self._folder / "cur" / f"{path.name}:2,S")
        return len(there)

    async def _note(self, told: Returned) -> None:
        trigger = derived_id("returned", told.letter_id, told.status)
        await self._service.act(trigger, self._clock(), partial(_note, told))


def _note(told: Returned, tx: Tx) -> None:
    """A letter comes back once; one that is not known, or that waits to be sent again, does not."""
    delivery = tx.get(DELIVERIES, told.letter_id)
    if delivery is None or delivery.state is not DeliveryState.SENT:
        return
    bounced = None if told.complaint else delivery.consignment.bounced(told.status, tx.now)
    if bounced is not None:
        tx.say(bounced)
    if (bounced is None or bounced.permanent) and tx.get(SUPPRESSIONS, delivery.to) is None:
        tx.say(
            SuppressionBegun(
                person_id=delivery.to,
                reason=SuppressionReason.COMPLAINED if told.complaint else SuppressionReason.BOUNCED,
                status=told.status or None,
                delivery_id=told.letter_id,
                begun_at=tx.now,
            )
        )


def _new(folder: Path) -> list[Path]:
    """The oldest mails that nobody has read; the name of a mail begins with when it came."""
    (folder / "cur").mkdir(exist_ok=True)
    return sorted((folder / "new").iterdir())[:AT_ONCE]


def _head(path: Path) -> bytes:
    """As much as a report needs: what a server quotes of the letter comes last."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES)
