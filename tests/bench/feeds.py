"""Calendars under many readers: 200 programs at once, each looking again after a second, over real connections.

A portal with a gathering of 700 sessions serves in a process of its own; half of the readers have the file already and
hear 304. The floor beside it is the same server answering as many bytes from memory without looking at anything.
"""

import asyncio
import multiprocessing
import shutil
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import httpx
import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cityteams_contracts.events import AgendaReleased, Day, GatheringAnnounced, GatheringKind, Room, SessionEntry
from cityteams_contracts.events import SessionKind as Kind
from cityteams_portal.app import build
from cityteams_portal.settings import Settings
from cityteams_portal.web.server import website
from cityteams_store.batch import read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp
from tests.bench.measure import Figure, figure, show
from tests.support.nats import free_port

READERS, SECONDS, SESSIONS, REPEATS = 200, 8, 700, 3
START = datetime(2018, 2, 7, 13, tzinfo=UTC)


def run() -> list[Figure]:
    """The 95th percentile of whole files and of 304s, and of the floor."""
    folder = Path(tempfile.mkdtemp(prefix="feeds-"))
    try:
        settings = Settings(store_url=f"sqlite:///{folder}/portal.db", log_level="error")
        _fill(settings)
        port = free_port()
        server = multiprocessing.get_context("spawn").Process(target=_serve, args=(settings, port), daemon=True)
        server.start()
        try:
            measured = [asyncio.run(_measured(f"http://127.0.0.1:{port}")) for _ in range(REPEATS)]
        finally:
            server.kill()
            server.join()
    finally:
        shutil.rmtree(folder)
    names = ("events.feed_p95_ms", "events.feed_304_p95_ms", "events.feed_floor_p95_ms")
    figures = [figure(name, [each[at] for each in measured], "ms") for at, name in enumerate(names)]
    for each in figures:
        show(each)
    return figures


def _fill(settings: Settings) -> None:
    service = build(settings)
    service.store.migrate()
    about = {"gathering_id": "expo", "title": "Expo", "place": "Washington, DC", "time_zone": "America/New_York"}
    rooms = tuple(Room(room_id=f"r{number}", name=f"Room {number}", capacity=80) for number in range(12))
    days = (Day(date=date(2018, 2, 7), opens=clock(8), closes=clock(18)),)
    sessions = tuple(
        SessionEntry(
            session_id=f"s{number}", kind=Kind.CLUSTER_TALK, title=f"Session {number} on water and air",
            room_id=f"r{number % 12}", speakers=(f"p{number}",),
            starts=START + timedelta(minutes=number), ends=START + timedelta(minutes=number + 10),
        )
        for number in range(SESSIONS)
    )  # fmt: skip
    events = (
        GatheringAnnounced(**about, kind=GatheringKind.EXPO, days=days, rooms=rooms, slot_minutes=10),
        AgendaReleased(**about, rooms=rooms, release=1, entries=(), sessions=sessions),
    )
    (reaction,) = [each for each in service.reactions if each.durable == "portal-follow-gatherings"]
    items = [
        read_item(Envelope(each.subject, body_of(each), first_stamp(f"e{number}", START), number), reaction.contracts)
        for number, each in enumerate(events, 1)
    ]
    with service.store.writing() as conn:
        outcomes = service.batches.handle(conn, reaction, items)
    assert {each.kind for each in outcomes} == {"done"}
    service.store.close()


def _serve(settings: Settings, port: int) -> None:
    service = build(settings)
    site = website(service, settings)
    inner = site
    while not hasattr(inner, "routes"):
        inner = inner._app  # type: ignore[attr-defined]
    sizes = dict[int, bytes]()

    async def floor(request: Request) -> Response:
        size = request.path_params["size"]
        return Response(sizes.setdefault(size, b"x" * size), media_type="text/calendar")

    inner.routes.append(Route("/floor/{size:int}", floor))
    uvicorn.run(
        site, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off", timeout_keep_alive=60
    )


async def _measured(address: str) -> tuple[float, float, float]:
    limits = httpx.Limits(max_connections=READERS, max_keepalive_connections=READERS)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60, trust_env=False) as client:
        first = await _first(client)
        whole, unchanged, floor = list[float](), list[float](), list[float]()
        place = f"/floor/{len(first.content)}"
        marked = {"if-none-match": first.headers["etag"]}
        readers = [
            _reads(client, "/calendar.ics", marked if number % 2 else {}, unchanged if number % 2 else whole, number)
            for number in range(READERS)
        ]
        await asyncio.gather(*readers)
        await asyncio.gather(*(_reads(client, place, {}, floor, number) for number in range(READERS)))
    return _p95(whole), _p95(unchanged), _p95(floor)


async def _first(client: httpx.AsyncClient) -> httpx.Response:
    for _ in range(200):
        try:
            return (await client.get("/calendar.ics")).raise_for_status()
        except httpx.TransportError:
            await asyncio.sleep(0.1)
    raise RuntimeError("the portal does not answer")


async def _reads(
    client: httpx.AsyncClient, path: str, headers: dict[str, str], times: list[float], number: int
) -> None:
    await asyncio.sleep(number / READERS)
    for _ in range(SECONDS):
        started = time.perf_counter()
        answer = await client.get(path, headers=headers)
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status_code in (200, 304)
        await asyncio.sleep(max(0.0, 1 - (time.perf_counter() - started)))


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
