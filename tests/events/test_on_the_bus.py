"""The whole service on a real broker: commands and facts go in, slots and releases come out under their subjects."""

import asyncio
from datetime import UTC, datetime

import nats
import pytest

from cityteams_chassis.provision import provision
from cityteams_contracts.events import AgendaReleased, GatheringAnnounced, ReleaseAgenda, SlotGiven
from cityteams_contracts.rights import SECRETARIAT
from cityteams_events.app import build
from cityteams_events.settings import Settings
from cityteams_store.envelope import first_stamp, headers_of
from tests.events.desk import listed
from tests.events.samples import cluster, plan
from tests.support.nats import NatsServer


@pytest.fixture
def broker():
    server = NatsServer().start()
    yield server
    server.stop()


async def tell(js, message, version=None):
    """Publishes as a neighbour or a person would."""
    stamp = first_stamp(f"m-{message.key}-{type(message).__name__}", datetime.now(UTC), SECRETARIAT)
    await js.publish(
        message.subject, message.model_dump_json().encode(), headers=headers_of(message, stamp, "test", version)
    )


async def test_what_is_said_arrives_on_the_bus(broker, tmp_path):
    service = build(Settings(store_url=f"sqlite:///{tmp_path}/events.db", nats_url=broker.url, health_port=0))
    async with asyncio.timeout(20), await nats.connect(broker.url) as client:
        js = client.jetstream()
        await provision(js, service.reactions)
        said = await js.subscribe("cityteams.evt.events.>", ordered_consumer=True)
        await service.start()
        try:
            await tell(js, listed(cluster(1)), version=1)
            await tell(js, plan())
            first, second = [await said.next_msg(10) for _ in range(2)]
            await tell(js, ReleaseAgenda(gathering_id="expo-2018"))
            third = await said.next_msg(10)
        finally:
            await service.stop()
    announced = GatheringAnnounced.model_validate_json(first.data)
    given = SlotGiven.model_validate_json(second.data)
    released = AgendaReleased.model_validate_json(third.data)
    assert [message.subject for message in (first, second, third)] == [
        each.subject for each in (announced, given, released)
    ]
    assert (third.headers or {})["ce-sequence"].lstrip("0") == "2"
    assert [entry.slot_id for entry in released.entries] == [given.slot_id]
