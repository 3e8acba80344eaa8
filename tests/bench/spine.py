"""The spine: events per second against the floor and against the newcomer, replay, start and memory."""

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench import floor, newcomer, work
from tests.bench.measure import Figure, figure, show
from tests.bench.starting import starting
from tests.support.nats import NatsServer
from tests.support.postgres import Postgres, binaries

EVENTS, FEW, REPLAYED, REPEATS = 10_000, 600, 100_000, 3
Run = Callable[[str, str, int], Awaitable[float]]
"""Does the work and returns when the last output was stored (clearing up is not counted)."""


async def _chassis(url: str, store_url: str, count: int) -> float:
    service = work.chassis_service(url, store_url)
    await service.start()
    await work.until_stored(url, count)
    done = time.perf_counter()
    await service.stop()
    return done


async def _seconds(run: Run, url: str, store_url: str, count: int) -> float:
    await work.fill(url, work.recorded(count))
    started = time.perf_counter()
    return await run(url, store_url, count) - started


@contextmanager
def _silent() -> Iterator[None]:
    """The log lines are written, but to a file: what is measured includes them."""
    kept = sys.stderr
    with tempfile.TemporaryFile("w") as nowhere:
        sys.stderr = nowhere
        try:
            yield
        finally:
            sys.stderr = kept


def _rates(name: str, new_store: Callable[[], str], with_newcomer: bool) -> list[Figure]:
    """The contenders in turn, `REPEATS` times, each on a fresh store and fresh streams of one real server."""
    contenders: dict[str, tuple[Run, int]] = {"chassis": (_chassis, EVENTS), "raw": (floor.run, EVENTS)}
    if with_newcomer:
        contenders["defaults"] = (newcomer.run, FEW)
    rates: dict[str, list[float]] = {each: [] for each in contenders}
    server = NatsServer().start()
    try:
        for _ in range(REPEATS):
            for each, (run, count) in contenders.items():
                with _silent():
                    seconds = asyncio.run(_seconds(run, server.url, new_store(), count))
                rates[each].append(count / seconds)
    finally:
        server.stop()
    figures = [figure(f"spine.{each}.{name}", values, "events/s") for each, values in rates.items()]
    for other in list(rates)[1:]:
        ratios = [ours / theirs for ours, theirs in zip(rates["chassis"], rates[other], strict=True)]
        figures.append(figure(f"spine.ratio_{other}.{name}", ratios, "ratio"))
    return figures


def _replay(new_store: Callable[[], str]) -> list[Figure]:
    """100,000 events into an empty store; flatness = cost per event of the last tenths over the early ones."""
    rates, flatness = [], []
    for _ in range(REPEATS):
        tenths = work.replay_tenths(new_store(), REPLAYED)
        rates.append(REPLAYED / sum(tenths))
        flatness.append(median(tenths[-3:]) / median(tenths[1:4]))
    return [figure("spine.replay", rates, "events/s"), figure("spine.replay_flatness", flatness, "ratio")]


def run() -> list[Figure]:
    """All figures of the spine."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    numbers = iter(range(1000))

    def sqlite_store() -> str:
        return f"sqlite:///{folder}/{next(numbers)}.db"

    figures: list[Figure] = []

    def take(new: list[Figure]) -> None:
        for each in new:
            show(each)
        figures.extend(new)

    try:
        take(_rates("sqlite", sqlite_store, with_newcomer=True))
        if binaries() is None:
            print("PostgreSQL is not installed: spine.ratio_raw.postgres is left out")
        else:
            with Postgres() as postgres:
                take(_rates("postgres", postgres.new_database, with_newcomer=False))
        take(_replay(sqlite_store))
        take(starting(REPEATS))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return figures
