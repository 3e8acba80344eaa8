import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import nats
import pytest

from cityteams_chassis.provision import provision
from cityteams_clusters.app import build
from cityteams_clusters.settings import Settings
from cityteams_contracts import contract_for
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterListed,
    ClusterProposed,
    InvitationAnswered,
    MemberInvited,
    MemberJoined,
    SuperClusterFormed,
)
from cityteams_store.envelope import first_stamp, headers_of
from tests.clusters.desk import accepted, answer
from tests.clusters.samples import LONE_CITY, WHOLE_TEAM
from tests.support.nats import NatsServer

NOW = datetime.now(UTC)
"""Questions lapse by the real clock here."""
pytestmark = pytest.mark.slow


@pytest.fixture
def server():
    """A real broker."""
    running = NatsServer().start()
    yield running
    running.stop()


@asynccontextmanager
async def clusters_on(server, folder):
    """Clusters at work on that broker, with its streams provisioned."""
    client = await nats.connect(server.url)
    service = build(Settings(nats_url=server.url, store_url=f"sqlite:///{folder}/clusters.db"))
    await provision(client.jetstream(), service.reactions)
    await service.start()
    try:
        yield service, client.jetstream()
    finally:
        await service.stop()
        await client.close()


async def publish(js, project):
    message, stamp = accepted(project), first_stamp(f"accepted-{project.worksheet_id}", NOW)
    await js.publish(message.subject, message.model_dump_json().encode(), headers=headers_of(message, stamp, "test", 1))


async def heard(js, count):
    """The first events on the stream of clusters."""
    async with asyncio.timeout(10):
        subscription = await js.subscribe("cityteams.evt.clusters.>", ordered_consumer=True)
        messages = [await subscription.next_msg(timeout=10) for _ in range(count)]
    found = [(contract_for(message.subject), message.data) for message in messages]
    return [contract.model_validate_json(data) for contract, data in found if contract]


async def done_with(js, stream):
    """Waits until a work queue is empty: the last ack follows the commit."""
    async with asyncio.timeout(5):
        while (await js.stream_info(stream)).state.messages:  # noqa: ASYNC110 - the broker tells nobody
            await asyncio.sleep(0.02)


async def test_a_lone_city_is_listed_across_a_restart(server, tmp_path):
    async with clusters_on(server, tmp_path) as (_, js):
        await publish(js, WHOLE_TEAM)
        await publish(js, LONE_CITY)
        events = await heard(js, 6)
        assert [type(event) for event in events] == [
            ClusterProposed,
            SuperClusterFormed,
            ClusterListed,
            AffiliationGranted,
            ClusterProposed,
            MemberInvited,
        ]
    async with clusters_on(server, tmp_path) as (service, js):
        await publish(js, WHOLE_TEAM)  # the broker drops what it has seen; whatever passes, the inbox knows
        await service.send([("yes", answer(events[-1], accepts=True))], NOW, events[-1].person_id)
        after = (await heard(js, 11))[6:]
        assert [type(event) for event in after] == [
            InvitationAnswered,
            MemberJoined,
            ClusterConfirmed,
            ClusterListed,
            AffiliationGranted,
        ]
        assert (await js.stream_info("EVT_CLUSTERS")).state.messages == 11
        await done_with(js, "CMD_CLUSTERS")
        assert (await js.stream_info("DEAD")).state.messages == 0
