from functools import partial

import httpx
import pytest
from nats.errors import Error as NatsError

from tests.chassis.bus import INPUT, OUTPUT, until
from tests.chassis.samples import worksheet
from tests.chassis.toy import FOLLOW
from tests.support.nats import free_port


async def asked(port, path):
    async with httpx.AsyncClient() as web:
        return await web.get(f"http://127.0.0.1:{port}/{path}", timeout=3)


@pytest.fixture
async def port(start):
    """A toy whose health can be asked."""
    found = free_port()
    await start(health_port=found)

    async def listening():
        try:
            return (await asked(found, "health/live")).is_success
        except httpx.TransportError:
            return False

    await until(listening)
    return found


def status(port, code):
    async def answers():
        return (found := await asked(port, "health/ready")).status_code == code and found

    return answers


async def test_a_service_says_that_it_lives_and_is_ready(port):
    assert (await asked(port, "health/live")).json() == {"service": "clusters", "live": True}
    ready = await until(status(port, 200), 3)
    assert ready.json() == {"service": "clusters", "ready": True, "wrong": {}}


async def test_the_figures_count_messages_by_their_outcome(port, bus):
    await bus.publish(worksheet("w1"), worksheet("w1", title="Flood warning"), worksheet("bad", title="boom"))
    await bus.idle()
    lines = (await asked(port, "metrics")).text.splitlines()
    assert f'cityteams_messages_total{{outcome="done",reaction="{FOLLOW}"}} 1.0' in lines
    assert f'cityteams_messages_total{{outcome="poison",reaction="{FOLLOW}"}} 1.0' in lines
    assert "cityteams_said_total 1.0" in lines
    assert any(line.startswith("cityteams_batch_seconds_count") for line in lines)


@pytest.mark.slow
async def test_readiness_names_the_broker_while_it_is_away_and_recovers(port, bus):
    await until(status(port, 200), 3)
    bus.server.kill()
    away = await until(status(port, 503), 5)
    assert "broker" in away.json()["wrong"]
    assert (await asked(port, "health/live")).status_code == 200
    bus.server.start()
    await until(status(port, 200), 5)


async def test_a_durable_that_was_deleted_is_named_and_taken_up_again(port, bus):
    await bus.publish(worksheet("w1"))
    await bus.said(1)
    await bus.js.delete_consumer(INPUT, FOLLOW)
    wrong = (await until(status(port, 503), 5)).json()["wrong"]
    assert f"durable {FOLLOW} is missing" in wrong["consumers"]
    assert "cityteams provision" in wrong["consumers"]
    await bus.publish(worksheet("w2"))
    await bus.provision()
    await bus.said(2)
    await until(status(port, 200), 5)
    await bus.idle()
    assert await bus.count("DEAD") == 0


@pytest.mark.slow
@pytest.mark.faults
async def test_killing_the_broker_again_and_again_loses_and_doubles_nothing(start, bus):
    await start()
    posts = [worksheet(f"w{at % 50}", at // 50 + 1) for at in range(1500)]
    for round_ in range(3):
        await bus.fill(posts[round_ * 500 : round_ * 500 + 500])
        await until(partial(_beyond, bus, round_ * 500 + 100), 20)
        bus.server.kill()
        bus.server.start()
        await until(lambda: _answers(bus), 10)
    said = await bus.said(1500, 40)
    assert len({each.id for each in said}) == 1500 == await bus.count(OUTPUT)
    for key in range(50):
        mine = [each for each in said if each.headers["ce-subject"] == f"w{key}"]
        assert [int(each.headers["ce-sequence"]) for each in mine] == list(range(1, 31))
    assert await bus.count("DEAD") == 0


async def _beyond(bus, count):
    return await bus.count(OUTPUT) >= count


async def _answers(bus):
    try:
        await bus.client.flush(timeout=1)
        return await bus.count(OUTPUT)
    except (NatsError, TimeoutError):
        return 0
