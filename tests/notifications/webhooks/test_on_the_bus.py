"""A real broker between registration and notifications, a real receiver behind: what is said arrives, signed."""

import asyncio
from base64 import b64encode
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import nats
import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook

from cityteams_chassis.provision import provision
from cityteams_contracts.notifications import (
    ENDPOINT_TARGET,
    EndpointRegistered,
    GiveTarget,
    NotificationSent,
    RegisterEndpoint,
    TargetGiven,
)
from cityteams_contracts.rights import SECRETARIAT
from cityteams_notifications.app import build as notifications
from cityteams_notifications.settings import Settings
from cityteams_registration.app import build as registration
from cityteams_registration.settings import Settings as RegistrationSettings
from tests.notifications.webhooks.courting import KEY
from tests.notifications.webhooks.receiver import Receiver
from tests.registration.samples import opening
from tests.support.nats import NatsServer

pytestmark = pytest.mark.slow
ROUNDS = ("r-1", "r-2", "r-3")


@asynccontextmanager
async def house(folder, place):
    """Registration and notifications at work on a real broker."""
    server = NatsServer().start()
    client = await nats.connect(server.url)
    told: dict[str, Any] = {"nats_url": server.url, "log_level": "error"}
    key = SecretStr(b64encode(bytes(32)).decode())
    hall = registration(RegistrationSettings(store_url=f"sqlite:///{folder}/r.db", contact_key=key, **told))
    known: dict[str, Any] = {"endpoint_key": KEY, "webhook_allowed": (place,), "mail_off": True}
    post = notifications(Settings(store_url=f"sqlite:///{folder}/n.db", **known, **told))
    await provision(client.jetstream(), [*hall.reactions, *post.reactions])
    try:
        for service in (hall, post):
            await service.start()
        yield hall, client, server
    finally:
        for service in (post, hall):
            await service.stop()
        await client.close()
        server.stop()


async def heard(client, contract, many=1):
    """The first events of a kind that the bus tells."""
    async with asyncio.timeout(20):
        told = await client.jetstream().subscribe(contract.listen(), ordered_consumer=True)
        return [contract.model_validate_json((await told.next_msg(timeout=20)).data) for _ in range(many)]


async def test_what_is_said_on_the_bus_arrives_signed_under_its_id_and_no_secret_is_on_any_disk(tmp_path):
    async with Receiver() as receiver, house(tmp_path, receiver.place) as (hall, client, server):
        url = f"http://{receiver.place}/?token=canary-in-the-url"
        question = GiveTarget(actor=SECRETARIAT, organisation_id="o-1", url=url)
        given = await hall.request(ENDPOINT_TARGET, question, TargetGiven)
        command = RegisterEndpoint(
            endpoint_id="e-1", organisation_id="o-1", title="Open data", target_id=given.target_id
        )
        await hall.send([("c-endpoint", command)], datetime.now(UTC), SECRETARIAT)
        await heard(client, EndpointRegistered)
        rounds = [(f"c-{round_id}", opening(round_id)) for round_id in ROUNDS]
        await hall.send(rounds, datetime.now(UTC), SECRETARIAT)
        sent = await heard(client, NotificationSent, len(rounds))
        assert {each.about for each in sent} == set(ROUNDS)
        stream = client.jetstream()
        for request in receiver.got:
            event = Webhook(given.secret or "").verify(request.body, request.headers)
            subject = f"cityteams.evt.registration.round.opened.v1.{event['subject']}"
            on_the_bus = await stream.get_last_msg("EVT_REGISTRATION", subject)
            assert (on_the_bus.headers or {})["ce-id"] == request.message_id == event["id"]
        places = [path for folder in (server.folder, tmp_path) for path in folder.rglob("*") if path.is_file()]
        files = [path.read_bytes() for path in places]
        assert any(b"e-1" in content for content in files), "the search is blind"
        secret = (given.secret or "").removeprefix("whsec_").encode()
        assert not [word for word in (b"canary-in-the-url", secret) if any(word in content for content in files)]
