"""Two real processes on one PostgreSQL database and one durable: order, exactly once, and the same store as ever."""

import asyncio
import json
import os
import random
import signal
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

import nats
import pytest
import sqlalchemy as sa

from tests.chassis.bus import INPUT, OUTPUT, Bus, process, until
from tests.chassis.desk import Desk, digest, dump
from tests.chassis.samples import Post, worksheet
from tests.support.nats import NatsServer
from tests.support.postgres import Postgres

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.postgres]
SOAK = bool(os.environ.get("CITYTEAMS_SOAK"))
KEYS, ROUNDS = 500, 40
DELAYS = "[1, 5, 30, 120, 600]" if SOAK else "[0.2, 0.5, 1, 2, 5, 10, 30]"


def dealt(keys: int, rounds: int, seed: int) -> list[Post]:
    """The events of many worksheets, each in its order, dealt out by chance."""
    order = [key for key in range(keys) for _ in range(rounds)]
    random.Random(seed).shuffle(order)
    seen: dict[int, int] = defaultdict(int)
    posts = []
    for key in order:
        seen[key] += 1
        posts.append(worksheet(f"w{key}", seen[key]))
    return posts


def disturbed(posts: Sequence[Post], seed: int) -> list[Post]:
    """Every message twice, the second one some places later, and half of the neighbours of other worksheets swapped."""
    chance, twice = random.Random(seed), list(posts)
    for at, post in enumerate(posts):
        again = replace(post, headers=post.headers | {"Nats-Msg-Id": f"again-{post.id}"})
        twice.insert(min(2 * at + 1 + chance.randrange(60), len(twice)), again)
    for at in range(0, len(twice) - 1, 2):
        if chance.random() < 0.5 and twice[at].subject != twice[at + 1].subject:
            twice[at], twice[at + 1] = twice[at + 1], twice[at]
    return twice


@pytest.fixture
async def bus():
    """A broker with the toy's streams."""
    server = NatsServer().start()
    client = await nats.connect(server.url)
    found = Bus(server, client)
    await found.provision()
    yield found
    await client.close()
    server.stop()


@pytest.fixture(scope="module")
def server():
    """One PostgreSQL server."""
    with Postgres() as started:
        yield started


class Replicas:
    """Toys on one database, started, killed and started again."""

    def __init__(self, stack: ExitStack, url: str, bus: Bus, share: float) -> None:
        self._stack, self._bus, self.url, self._share = stack, bus, url, share
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """One more."""
        told = process(
            nats_url=self._bus.server.url,
            store_url=self.url,
            transient_share=self._share,
            delays=DELAYS,
            batch_size=200,
            log_level="error",
        )
        self.running.append(self._stack.enter_context(told))

    def kill(self) -> None:
        """kill -9 of the oldest."""
        oldest = self.running.pop(0)
        oldest.send_signal(signal.SIGKILL)
        oldest.wait()

    def unspoilt(self) -> None:
        """None of those that were not killed has ended by itself."""
        assert [each.poll() for each in self.running] == [None] * len(self.running)


@pytest.fixture
def replicas(bus, server):
    """Makes two toys at work on a fresh database."""
    with ExitStack() as stack:

        def begin(share: float) -> Replicas:
            made = Replicas(stack, server.new_database(), bus, share)
            Desk(made.url).close()  # the tables are there before the first looks
            made.start()
            made.start()
            return made

        yield begin


async def reached(bus: Bus, count: int, seconds: float) -> None:
    """Returns once the output stream holds so many events."""

    async def enough() -> bool:
        return await bus.count(OUTPUT) >= count

    await until(enough, seconds)


def check_orders(url: str, keys: int, rounds: int) -> None:
    """Each worksheet's events took effect once, in their order, and nothing was said twice or left out."""
    rows = {key: json.loads(order) for key, order, _ in dump(url, ("tallies",))["tallies"]}
    assert rows == {f"w{key}": [f"r{number}" for number in range(1, rounds + 1)] for key in range(keys)}
    expected = {
        f"{noun}.w{key}": rounds for noun in ("registration.worksheet", "clusters.cluster") for key in range(keys)
    }
    assert dict(dump(url, ("versions",))["versions"]) == expected


def said_in_order(url: str) -> list[tuple[str, str, int, int]]:
    """The outbox: id, aggregate, version and place in the stream."""
    engine = sa.create_engine(url)
    with engine.connect() as conn:
        query = "SELECT message_id, aggregate, version, sent_sequence FROM outbox ORDER BY position"
        found = [tuple(row) for row in conn.execute(sa.text(query))]
    engine.dispose()
    return found


def check_versions(pairs: Sequence[tuple[str, int]], rounds: int) -> None:
    """Per aggregate 1, 2, 3 … without a gap, in the order in which they lie."""
    versions: dict[str, list[int]] = defaultdict(list)
    for aggregate, version in pairs:
        versions[aggregate].append(version)
    assert {tuple(each) for each in versions.values()} == {tuple(range(1, rounds + 1))}


async def test_two_replicas_one_of_them_killed_keep_order_and_count_once(bus, replicas):
    total = KEYS * ROUNDS
    await bus.fill(dealt(KEYS, ROUNDS, seed=1))
    toys = replicas(share=0.05)
    await reached(bus, total // 3, 120)
    toys.kill()
    toys.start()
    await reached(bus, total, 300)
    assert await bus.count("DEAD") == 0
    toys.unspoilt()
    check_orders(toys.url, KEYS, ROUNDS)
    rows = said_in_order(toys.url)
    check_versions([(aggregate, version) for _, aggregate, version, _ in rows], ROUNDS)
    said = await bus.read(OUTPUT)
    assert [each.id for each in said] == [message_id for message_id, *_ in sorted(rows, key=lambda row: row[3] or 0)]
    assert len({each.id for each in said}) == len(said) == total == await bus.count(OUTPUT)
    check_versions([(each.headers["ce-subject"], int(each.headers["ce-sequence"])) for each in said], ROUNDS)


async def test_doubled_and_swapped_messages_leave_the_same_store_as_an_undisturbed_run(bus, replicas, tmp_path):
    posts = dealt(100, 20, seed=2)
    desk = Desk(f"sqlite:///{tmp_path}/undisturbed.db")
    desk.take(*posts)
    toys = replicas(share=0.05)
    mixed = disturbed(posts, seed=3)
    assert len(mixed) == 2 * len(posts)
    await bus.fill(mixed)
    assert await bus.count(INPUT) == len(mixed)
    await reached(bus, len(posts), 120)
    await bus.idle(60)
    assert await bus.count("DEAD") == 0
    assert digest(toys.url) == digest(desk.service.store.url)
    said = {each.id: each for each in await bus.read(OUTPUT)}
    assert {name: each.body for name, each in said.items()} == {each.id: each.body for each in desk.outbox()}
    assert len(said) == await bus.count(OUTPUT)
    toys.unspoilt()
    desk.close()
    await asyncio.sleep(0)
