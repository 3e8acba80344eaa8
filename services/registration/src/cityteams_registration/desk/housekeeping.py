"""The loop that keeps the house: the first administrator, what is over by its time, and the keys of the erased."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from cityteams_chassis import Election, Service, Tx
from cityteams_contracts.registration import ProgrammeRole, RoleGranted
from cityteams_registration.desk.contacts import Clock, person_with, utc_now
from cityteams_registration.desk.retention import purge
from cityteams_registration.desk.rotation import Rotation
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.vault import Vault
from cityteams_registration.domain.contact import Contact
from cityteams_registration.settings import Settings
from cityteams_registration.store import ROLES


class Housekeeper:
    """One of the replicas keeps the house; when it dies another goes on where it stopped."""

    def __init__(self, vault: Vault, settings: Settings, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock
        self._administrator, self._every = settings.administrator_mail, settings.housekeeping
        self._rotation = Rotation(vault, timedelta(seconds=settings.erasure_wait))

    async def keep_house(self, service: Service) -> None:
        """Until the service stops; what goes wrong is said and tried again the next time."""
        election = Election(service.store, "housekeeper")
        try:
            while not service.stopping.is_set():
                if await asyncio.to_thread(election.holds):
                    await self._safely(service)
                await self._pause(service)
        finally:
            election.release()

    async def _safely(self, service: Service) -> None:
        try:
            await self.turn(service)
            service.troubles.pop("housekeeping", None)
        except Exception as wrong:  # noqa: BLE001 - the loop must live; readiness and log tell the operator
            service.troubles["housekeeping"] = f"keeping house fails: {type(wrong).__name__}"
            service.log.error("housekeeping.fails", reason=f"{type(wrong).__name__}: {wrong}"[:300])

    async def turn(self, service: Service) -> None:
        """Everything that is due now, once."""
        now = self._clock()
        if self._administrator:
            trigger = f"administrator-{uuid4()}"
            await service.act(trigger, now, self._trust)
        await purge(service, now)
        await self._rotation.run(service, now)

    def _trust(self, tx: Tx) -> None:
        """Whom the settings name is an administrator, so that there is one who can name the others."""
        mail = self._administrator
        person_id, _ = person_with(Safe(self._vault, tx, tx.now), Contact(mail.partition("@")[0], mail))
        trust = tx.get(ROLES, person_id)
        if trust is None or ProgrammeRole.ADMINISTRATOR not in trust.roles:
            tx.say(RoleGranted(person_id=person_id, role=ProgrammeRole.ADMINISTRATOR))

    async def _pause(self, service: Service) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._every):
                await service.stopping.wait()
