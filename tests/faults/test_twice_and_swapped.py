"""Every message twice, neighbours swapped, streams mixed: a played season ends in the very same stores."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from random import Random

import pytest
import sqlalchemy as sa

from cityteams_chassis import Service
from cityteams_cli.records import Record
from cityteams_cli.replaying import fresh_store, prefixes_of, replay
from cityteams_contracts import COMMAND_STREAMS, EVENT_STREAMS, all_contracts
from cityteams_store.batch import Item, read_item
from cityteams_store.envelope import open_envelope
from cityteams_store.reactions import Reaction
from cityteams_store.store import Store
from tests.faults.house import soaking
from tests.support.season import SERVICES, Season, differing, services

pytestmark = [pytest.mark.faults, pytest.mark.slow]
Order = Callable[[Sequence[Record], Random], list[Record]]
SEEDS = range(50 if soaking() else 2)


def aggregate(record: Record) -> str:
    """What its order is kept within: of commands, all that concern the same thing."""
    _, kind, owner, noun, *_, key = record.subject.split(".")
    return f"{owner}.{key}" if kind == "cmd" else f"{owner}.{noun}.{key}"


def mixed(records: Sequence[Record], chance: Random) -> list[Record]:
    """Each record twice, in any order that leaves the first of every aggregate's own in their order."""
    waiting: dict[str, list[Record]] = {}
    for record in records:
        waiting.setdefault(aggregate(record), []).append(record)
    names, dealt, again = sorted(waiting), list[Record](), list[Record]()
    while names or again:
        if again and (not names or chance.random() < 0.5):
            dealt.append(again.pop(chance.randrange(len(again))))
            continue
        name = chance.choice(names)
        dealt.append(waiting[name].pop(0))
        again.append(dealt[-1])
        if not waiting[name]:
            names.remove(name)
    return dealt


def swapped(records: Sequence[Record], chance: Random) -> list[Record]:
    """Each record twice, and neighbours swapped here and there; of events, a later version may come first."""
    dealt = [record for record in records for _ in range(2)]
    for _ in range(3):
        for at in range(len(dealt) - 1):
            one, other = dealt[at : at + 2]
            if chance.random() < 0.5 and not (commanded(one) and aggregate(one) == aggregate(other)):
                dealt[at], dealt[at + 1] = other, one
    return dealt


def twice(records: Sequence[Record], _chance: Random) -> list[Record]:
    """Each record twice, in their order."""
    return [record for record in records for _ in range(2)]


def commanded(record: Record) -> bool:
    return record.subject.startswith("cityteams.cmd.")


async def one_by_one(records):
    for record in records:
        yield record


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SERVICES)
async def test_a_replay_of_everything_twice_and_in_another_order_gives_the_very_same_store(seasons, name, seed):
    season, service, chance = seasons.of("sqlite"), services()[name], Random(seed)
    dealt, url = mixed(season.events, chance), seasons.fresh("sqlite").replace("{service}", name)
    assert Counter(map(id, dealt)) == dict.fromkeys(map(id, season.events), 2)
    with closing(fresh_store(service, url)) as store:
        result = await replay(service, store, one_by_one(dealt), lambda _: None)
        with store.engine.connect() as conn:
            assert said(conn.execute(sa.text(SAID)).all()) == said(season.rows(name, SAID))
    concerned = sum(record.subject.startswith(prefixes_of(service)) for record in season.events)
    assert (result.read, result.absorbed) == (2 * len(season.events), concerned)
    assert differing(service, season.stores.url(name), url) == []


@pytest.mark.parametrize("name", SERVICES)
async def test_an_event_that_is_missing_shows(seasons, name):
    season, service = seasons.of("sqlite"), services()[name]
    last = next(each for each in reversed(season.events) if each.subject.startswith(prefixes_of(service)))
    url = seasons.fresh("sqlite").replace("{service}", name)
    with closing(fresh_store(service, url)) as store:
        await replay(service, store, one_by_one([each for each in season.events if each is not last]), lambda _: None)
    assert "versions" in {each.table for each in differing(service, season.stores.url(name), url)}


# --- live: the very handlers, on messages that come twice and swapped ------------------------------------------------


class Bus:
    """Delivers a service's messages through its reactions until all are done, as the broker would."""

    def __init__(self, service: Service, store: Store, chance: Random, order: Order) -> None:
        self.service, self.store, self.chance, self.order = service, store, chance, order
        self.outcomes: Counter[str] = Counter()

    def deliver(self, messages: Sequence[Record]) -> None:
        """Batches of any size, each of one reaction; what waits or comes too early is delivered again."""
        queues = [
            (each, self.order([one for one in messages if one.subject.startswith(each.filter[:-1])], self.chance))
            for each in self.service.reactions
        ]
        left = [(reaction, queue) for reaction, queue in queues if queue]
        while left:
            reaction, queue = self.chance.choice(left)
            size = self.chance.randint(1, 40)
            queue[:size] = list(self._waiting(reaction, queue[:size]))
            left = [each for each in left if each[1]]

    def _waiting(self, reaction: Reaction, batch: Sequence[Record]) -> Iterator[Record]:
        items = [read(each, reaction) for each in batch]
        with self.store.writing() as conn:
            outcomes = self.service.batches.handle(conn, reaction, items)
        self.outcomes.update(outcome.kind for outcome in outcomes)
        for message, outcome in zip(batch, outcomes, strict=True):
            assert outcome.kind in ("done", "repeated", "ignored", "rejected", "waiting"), outcome
            if outcome.kind == "waiting":
                yield message


def read(record: Record, reaction: Reaction) -> Item:
    return read_item(open_envelope(record.subject, record.headers, record.body), reaction.contracts)


def commands(season: Season, owner: str) -> list[Record]:
    """What people asked of a service: it has left the broker, the portal's outbox keeps it."""
    query = f"SELECT subject, headers, body FROM outbox WHERE stream = '{COMMAND_STREAMS[owner]}' ORDER BY position"
    rows = season.rows("portal", query)
    return [Record("", at, "", row.subject, json.loads(row.headers), row.body) for at, row in enumerate(rows)]


def said(outbox: Sequence[sa.Row]) -> set[tuple[object, ...]]:
    return {(row.message_id, row.subject, row.headers, bytes(row.body), row.version) for row in outbox}


SAID = "SELECT message_id, subject, headers, body, version FROM outbox WHERE stream LIKE 'EVT_%'"


@pytest.fixture(params=SEEDS)
def delivered(request, seasons):
    """Delivers to a service what it heard in the season, into a fresh store; gives the address of that."""
    season, stores = seasons.of("sqlite"), []

    def deliver(name, messages, order=swapped, before=()):
        service, url = services()[name], seasons.fresh("sqlite").replace("{service}", name)
        stores.append(fresh_store(service, url))
        asyncio.run(replay(service, stores[-1], one_by_one(before), lambda _: None))
        bus = Bus(service, stores[-1], Random(request.param), order)
        bus.deliver(messages)
        assert bus.outcomes["repeated"] == len(messages)
        return bus, url

    yield season, deliver
    for store in stores:
        store.close()


def rounds(season):
    """What registration said of its rounds when it started, before any command."""
    return [record for record in season.events if record.subject.startswith("cityteams.evt.registration.round.")]


def heard(season, service):
    return [record for record in season.events if record.subject.startswith(prefixes_of(service))]


def test_registration_says_the_very_same_when_commands_come_twice(delivered):
    """In the order in which they were given: the first worksheet that names an organisation registers it."""
    season, deliver = delivered
    asked = commands(season, "registration")
    bus, url = deliver("registration", asked, order=twice, before=rounds(season))
    assert bus.outcomes["done"] + bus.outcomes["rejected"] == len(asked)
    with bus.store.engine.connect() as conn:
        assert said(conn.execute(sa.text(SAID)).all()) == said(season.rows("registration", SAID))
    assert differing(bus.service, season.stores.url("registration"), url) == []


def test_every_worksheet_ends_the_same_when_commands_come_twice_and_swapped(delivered):
    season, deliver = delivered
    asked = commands(season, "registration")
    bus, _ = deliver("registration", asked, before=rounds(season))
    ends = "SELECT worksheet_id, round_id, state FROM worksheets ORDER BY worksheet_id"
    with bus.store.engine.connect() as conn:
        assert conn.execute(sa.text(ends)).all() == season.rows("registration", ends)


def test_the_portal_shows_the_very_same_when_events_come_twice_and_swapped(delivered):
    season, deliver = delivered
    bus, url = deliver("portal", heard(season, services()["portal"]))
    assert bus.outcomes["waiting"] > 0
    assert differing(bus.service, season.stores.url("portal"), url) == []


def test_notifications_writes_the_very_same_letters_when_events_come_twice_and_swapped(delivered):
    season, deliver = delivered
    stream = EVENT_STREAMS["notifications"]
    messages = [each for each in heard(season, services()["notifications"]) if each.stream != stream]
    bus, url = deliver("notifications", messages)
    queued = SAID + " AND subject LIKE '%.letter.queued.%'"
    with bus.store.engine.connect() as conn:
        assert said(conn.execute(sa.text(SAID)).all()) == said(season.rows("notifications", queued))
    sent = [each for each in season.events if each.stream == stream]
    settle(bus, sent)
    assert differing(bus.service, season.stores.url("notifications"), url) == []


def settle(bus: Bus, records: Sequence[Record]) -> None:
    """The postman's part, which is no reaction: what it said of each letter."""
    items = [
        (read_item(open_envelope(each.subject, each.headers, each.body), all_contracts()), each.sequence)
        for each in records
    ]
    new = [each for each in records if ".letter.queued." not in each.subject]
    with bus.store.writing() as conn:
        assert bus.service.batches.absorb(conn, items) == len(new)
