"""The site on a real socket: it serves, streams, and ends with the service."""

import asyncio
import socket
from time import monotonic

import httpx

from cityteams_portal.web.server import serve_website
from tests.portal.story import proposed
from tests.support.nats import free_port


async def until_served(url):
    async with asyncio.timeout(10), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                return await client.get(url)
            except httpx.ConnectError:
                await asyncio.sleep(0.01)  # the socket opens a moment after the task starts


async def test_it_serves_streams_and_stops_with_the_service(new_desk):
    port = free_port()
    desk = new_desk(web_port=port)
    serving = asyncio.create_task(serve_website(desk.service, desk.settings))
    page = await until_served(f"http://127.0.0.1:{port}/")
    assert page.status_code == 200
    assert "server" not in page.headers
    seen = []
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("GET", f"http://127.0.0.1:{port}/live") as live,
    ):
        assert live.headers["content-type"].startswith("text/event-stream")
        async for line in live.aiter_lines():
            if line.startswith("data:"):
                seen.append(line)
                if len(seen) == 2:
                    break
                desk.hear(proposed())
                desk.service._committed()
    assert '"forming": 1' in seen[1]
    began = monotonic()
    desk.service.stopping.set()
    await asyncio.wait_for(serving, 5)
    assert monotonic() - began < 3


async def test_open_streams_do_not_keep_it_from_stopping(new_desk):
    port = free_port()
    desk = new_desk(web_port=port)
    serving = asyncio.create_task(serve_website(desk.service, desk.settings))
    await until_served(f"http://127.0.0.1:{port}/about")
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("GET", f"http://127.0.0.1:{port}/live") as live,
    ):
        await anext(live.aiter_lines())
        desk.service.stopping.set()
        desk.service._committed()
        await asyncio.wait_for(serving, 5)


async def test_being_cancelled_closes_the_port(new_desk):
    port = free_port()
    desk = new_desk(web_port=port)
    serving = asyncio.create_task(serve_website(desk.service, desk.settings))
    await until_served(f"http://127.0.0.1:{port}/about")
    serving.cancel()
    await asyncio.wait([serving], timeout=5)
    assert serving.done()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


async def test_a_taken_port_stops_the_service_and_names_the_remedy(new_desk, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        desk = new_desk(web_port=taken.getsockname()[1])
        told = []
        monkeypatch.setattr(desk.service.log, "error", lambda name, **rest: told.append((name, rest)), raising=False)
        await serve_website(desk.service, desk.settings)
    assert desk.service.stopping.is_set()
    assert "CITYTEAMS_WEB_PORT" in told[0][1]["remedy"]


async def test_answers_are_not_held_back_by_nagle(new_desk):
    desk = new_desk(web_port=free_port())
    serving = asyncio.create_task(serve_website(desk.service, desk.settings))
    url = f"http://127.0.0.1:{desk.settings.web_port}/about"
    await until_served(url)
    took = []
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(20):
            began = monotonic()
            await client.get(url)
            took.append(monotonic() - began)
    desk.service.stopping.set()
    await serving
    assert sorted(took)[10] < 0.03
