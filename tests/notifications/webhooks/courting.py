"""A desk with endpoints of one organisation, and a courier whose clock is set by hand."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cityteams_contracts import Command, Event
from cityteams_contracts.clusters import ClusterListed
from cityteams_contracts.notifications import EndpointKind, GiveTarget, RegisterEndpoint, TargetGiven, Wanted
from cityteams_contracts.registration import PersonNamed, PersonRole
from cityteams_contracts.rights import SECRETARIAT
from cityteams_notifications.domain.webhooks.endpoint import Endpoint
from cityteams_notifications.webhooks.carrying import Carrier
from cityteams_notifications.webhooks.channels import Channels
from cityteams_notifications.webhooks.courier import Courier
from cityteams_notifications.webhooks.desk import EndpointDesk
from cityteams_notifications.webhooks.guard import Resolve, resolve
from cityteams_notifications.webhooks.safe import EndpointSafe
from cityteams_notifications.webhooks.sender import Sender
from cityteams_notifications.webhooks.store import DISPATCHES, ENDPOINTS, OUTGOING
from cityteams_notifications.webhooks.targets import Allowed
from tests.notifications.desk import Desk
from tests.notifications.samples import NOON, example

MASTER = bytes(range(32))
KEY = b64encode(MASTER).decode()
MEMBER, STRANGER, ORGANISATION = "p-member", "p-stranger", "o-rohnert-park"
DELAYS = (timedelta(seconds=5), timedelta(minutes=5), timedelta(hours=1))


@dataclass
class Clock:
    """Stands still until told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class Yard:
    """Endpoints at work; every attempt goes over a real connection."""

    def __init__(self, desk: Desk, *places: str, timeout: float = 2, resolver: Resolve = resolve) -> None:
        self.desk, self.clock, self.safe = desk, Clock(), EndpointSafe(MASTER)
        self.allowed = Allowed(frozenset(places))
        self.channels = Channels(self.allowed)
        self.private = EndpointDesk(self.safe, self.allowed, self.channels, self.clock)
        settings: Any = desk.service.settings
        self.sender = Sender(self.allowed, timedelta(seconds=timeout), resolver=resolver)
        self.courier = Courier(desk.service, settings, Carrier(self.safe, self.sender, self.channels), self.clock)
        self.courier.idle = 0.01
        desk.hear(PersonNamed(organisation_id=ORGANISATION, person_id=MEMBER, role=PersonRole.CITY_OFFICIAL))

    async def give(self, url: str, kind: EndpointKind = EndpointKind.WEBHOOK, actor: str = MEMBER) -> TargetGiven:
        asked = GiveTarget(actor=actor, organisation_id=ORGANISATION, kind=kind, url=url)
        return await self.private.give(asked, self.desk.service)

    async def register(
        self, url: str, endpoint_id: str = "e-1", kind: EndpointKind = EndpointKind.WEBHOOK, **wanted: Any
    ) -> TargetGiven:
        """An endpoint of the organisation."""
        given = await self.give(url, kind)
        self.ask(
            RegisterEndpoint(
                endpoint_id=endpoint_id,
                organisation_id=ORGANISATION,
                title="Open data",
                kind=kind,
                target_id=given.target_id,
                wanted=Wanted(**wanted),
            )
        )
        return given

    def ask(self, command: Command, actor: str = MEMBER) -> list[Event]:
        """A command, and what was said because of it."""
        before, self.desk.actor = self.desk.posted(), actor
        try:
            self.desk.one_by_one(command)
        finally:
            self.desk.actor = SECRETARIAT
        return self.desk.said(before)

    def listed(self, *clusters: str) -> list[str]:
        """Clusters are listed; returns the ids of the events."""
        known = example(ClusterListed)
        self.desk.hear(*(known.model_copy(update={"cluster_id": each}) for each in clusters))
        return [each.stamp.id for each in self.desk.heard[-len(clusters) :]]

    async def turns(self, many: int = 12, until: Any = None) -> None:
        """The courier works for a while."""
        for _ in range(many):
            await asyncio.wait_for(self.courier.turn(), 20)
            if until is not None and until():
                return

    async def settle(self) -> None:
        """Until nothing is in the air and nothing is due."""
        for _ in range(400):
            await asyncio.wait_for(self.courier.turn(), 20)
            if not self.courier._flying and not self._is_due():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("the courier does not come to rest")

    async def close(self) -> None:
        """Nothing is left in the air."""
        await self.courier._land()
        await self.sender.close()

    def _is_due(self) -> bool:
        now = self.clock()
        return any(
            each.fresh or (each.due_at is not None and each.due_at <= now) for each in self.dispatches()
        ) and any(each.state == "active" for each in self.endpoints().values())

    def dispatches(self):
        return self.desk.read(lambda tx: tx.find(DISPATCHES))

    def states(self) -> dict[str, str]:
        """How far each event has come, by its id."""
        return {each.message_id: str(each.state) for each in self.dispatches()}

    def bodies(self) -> dict[str, bytes]:
        return {each.message_id: each.body for each in self.desk.read(lambda tx: tx.find(OUTGOING))}

    def endpoints(self) -> dict[str, Endpoint]:
        return {each.endpoint_id: each for each in self.desk.read(lambda tx: tx.find(ENDPOINTS))}

    def ledger(self) -> list[str]:
        """What was said about deliveries and endpoints, in order."""
        return [type(each).__name__ for each in self.desk.said() if each.noun in ("delivery", "endpoint")]
