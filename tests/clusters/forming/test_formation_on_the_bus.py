"""A run over a real broker: asked for, computed in a process of its own, done across a restart that falls into it."""

import asyncio

import pytest

from cityteams_clusters.domain.forming.runs import RunState
from cityteams_clusters.store.formation import RUNS, proposals_of
from cityteams_contracts.clusters import RunFormation
from cityteams_contracts.rights import SECRETARIAT
from cityteams_store.envelope import first_stamp, headers_of
from tests.clusters.forming.season import ROUND, opened, season, section
from tests.clusters.test_on_the_bus import NOW, clusters_on
from tests.support.nats import NatsServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def server():
    """A real broker."""
    running = NatsServer().start()
    yield running
    running.stop()


async def publish(js, *messages):
    for number, message in enumerate(messages):
        stamp = first_stamp(f"said-{number}-{message.key}", NOW)
        body = message.model_dump_json().encode()
        await js.publish(message.subject, body, headers=headers_of(message, stamp, "test", 1))


async def until(service, state, seconds):
    async with asyncio.timeout(seconds):
        while True:
            run = await service.read(lambda tx: tx.get(RUNS, "run-1"))
            if run is not None and run.state is state:
                return run
            await service.wait_change(0.5)


async def test_a_run_that_a_restart_interrupts_is_done_afterwards_and_said_once(server, tmp_path):
    async with clusters_on(server, tmp_path) as (service, js):
        await publish(js, opened(section()), *season(9))
        async with asyncio.timeout(30):
            while (await js.consumer_info("EVT_REGISTRATION", "clusters-follow-worksheets")).num_pending:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        await service.send([("ask", RunFormation(run_id="run-1", round_id=ROUND))], NOW, SECRETARIAT)
        await until(service, RunState.RUNNING, 30)
    async with clusters_on(server, tmp_path) as (service, js):
        run = await until(service, RunState.COMPLETED, 500)
        kept = await service.read(lambda tx: proposals_of(tx, "run-1"))
        assert len(kept) == run.done.proposals > 0
        assert (await js.stream_info("DEAD")).state.messages == 0
