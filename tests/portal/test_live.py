"""The figures arrive as they change, at most two events a second, and the stream ends with the service."""

import asyncio
import json
from time import monotonic

from cityteams_portal.web.live import Live
from tests.portal.story import proposed


def counted(event):
    assert event.startswith(b"event: counters\n")
    return json.loads(event.partition(b"data: ")[2])["clusters"]["forming"]


async def test_a_watcher_sees_a_change(desk):
    live = Live(desk.service)
    watching = live.watch()
    assert await anext(watching) == b"retry: 2000\n\n"
    assert counted(await anext(watching)) == 0
    waiting: asyncio.Future[bytes] = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)
    desk.hear(proposed())
    desk.service._committed()
    assert counted(await asyncio.wait_for(waiting, 5)) == 1
    await watching.aclose()  # type: ignore[attr-defined] # it is a generator
    assert live.watchers == 0


async def test_many_changes_make_at_most_two_events_a_second(desk):
    live, seen, began = Live(desk.service), [], monotonic()

    async def watch():
        async for event in live.watch():
            seen.append(event)  # noqa: PERF401 - it is looked at while it grows

    watcher = asyncio.create_task(watch())
    for number in range(40):
        desk.hear(proposed(f"c-{number}"))
        desk.service._committed()
        await asyncio.sleep(0.03)
    elapsed = monotonic() - began
    async with asyncio.timeout(10):
        while counted(seen[-1]) != 40:
            await desk.service.wait_change(0.1)
            elapsed = monotonic() - began
    desk.service.stopping.set()
    desk.service._committed()
    await asyncio.wait_for(watcher, 5)
    assert len(seen) - 1 <= elapsed / 0.5 + 2


async def test_watchers_share_one_look_at_the_store(desk, monkeypatch):
    looks = 0
    read = desk.service.read

    async def counted_read(work):
        nonlocal looks
        looks += 1
        return await read(work)

    monkeypatch.setattr(desk.service, "read", counted_read)
    live = Live(desk.service)
    await asyncio.gather(*(live.figures() for _ in range(50)))
    assert looks == 1
