"""Webhooks: events to one endpoint on this machine, signed, noted and said, against a bare loop that only posts."""

import asyncio
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from cityteams_contracts.clusters import ClusterListed
from cityteams_notifications.app import build
from cityteams_notifications.settings import Settings
from cityteams_notifications.webhooks.courier import ONE_AT_ONCE
from tests.bench.measure import Figure, figure, show
from tests.notifications.desk import Desk
from tests.notifications.samples import example
from tests.notifications.webhooks.courting import KEY, Yard
from tests.notifications.webhooks.receiver import Receiver

EVENTS, REPEATS = 1500, 3


def run() -> list[Figure]:
    """Events per second of each, and the ratio, over several repeats in turn."""
    ours, bare = list[float](), list[float]()
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            one, other = asyncio.run(_both(Path(folder)))
        ours.append(one)
        bare.append(other)
    found = [
        figure("notifications.webhooks_per_s", ours, "events/s"),
        figure("notifications.bare_httpx_per_s", bare, "events/s"),
        figure("notifications.ratio_bare_httpx", [a / b for a, b in zip(ours, bare, strict=True)], "of bare"),
    ]
    for each in found:
        show(each)
    return found


async def _both(folder: Path) -> tuple[float, float]:
    async with Receiver() as receiver:
        told: dict[str, Any] = {"endpoint_key": KEY, "webhook_allowed": (receiver.place,), "log_level": "error"}
        service = build(Settings(store_url=f"sqlite:///{folder}/n.db", **told))
        service.store.migrate()
        with closing(service.store):
            yard = Yard(Desk(service), receiver.place)
            await yard.register(f"http://{receiver.place}/")
            known = example(ClusterListed)
            yard.desk.take(*(known.model_copy(update={"cluster_id": f"c-{at}"}) for at in range(EVENTS)))
            started = time.perf_counter()
            while len(receiver.got) < EVENTS or yard.courier.in_the_air:
                await yard.courier.turn()
            ours = EVENTS / (time.perf_counter() - started)
            assert len(receiver.ids) == EVENTS
            bodies = list(yard.bodies().values())
            await yard.close()
        return ours, await _bare(f"http://{receiver.place}/", bodies)


async def _bare(url: str, bodies: list[bytes]) -> float:
    """As many at once as the courier has for one endpoint."""
    left, started = list(bodies), time.perf_counter()
    headers = {"content-type": "application/cloudevents+json", "webhook-id": "m"}
    async with httpx.AsyncClient(trust_env=False) as client:

        async def post() -> None:
            while left:
                await client.post(url, content=left.pop(), headers=headers)

        await asyncio.gather(*(post() for _ in range(ONE_AT_ONCE)))
    return len(bodies) / (time.perf_counter() - started)
