"""`cityteams replay`: a service's store from events alone. Nothing is said, sent or mailed."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from rich.progress import MofNCompleteColumn, Progress

from cityteams_chassis import Service
from cityteams_cli.bus import Access, connected
from cityteams_cli.reading import last_sequences, read_all
from cityteams_cli.records import Record, read_file
from cityteams_cli.talk import Talk
from cityteams_contracts import EVENT_STREAMS, Message, all_contracts
from cityteams_store.batch import Item, read_item
from cityteams_store.envelope import open_envelope
from cityteams_store.errors import Poison, Refused
from cityteams_store.store import Store

AT_ONCE = 1000


@dataclass(frozen=True)
class Replayed:
    """How many events were read, and how many of them the service hears or says."""

    read: int
    absorbed: int


def prefixes_of(service: Service) -> tuple[str, ...]:
    """The beginnings of the subjects that a service hears or says."""
    heard = [each.filter.removesuffix(">") for each in service.reactions if each.filter.startswith("cityteams.evt.")]
    return (*heard, f"cityteams.evt.{service.name}.") if service.name in EVENT_STREAMS else tuple(heard)


def streams_of(service: Service) -> list[str]:
    """The streams that hold what a service hears or says."""
    owners = {prefix.split(".")[2] for prefix in prefixes_of(service)}
    return [stream for owner, stream in EVENT_STREAMS.items() if owner in owners]


def fresh_store(service: Service, url: str) -> Store:
    """The service's store at that address, migrated. Raises Refused when it holds versions already."""
    try:
        store = Store(url, service.store.metadata, service.store.migrations)
        with store.engine.connect() as conn:
            used = sa.inspect(conn).has_table("versions") and conn.scalar(sa.select(service.books.versions).limit(1))
    except (sa.exc.ArgumentError, sa.exc.DBAPIError) as wrong:
        raise Refused(f"the store {url} cannot be opened: {getattr(wrong, 'orig', wrong)}; check --store") from None
    if used:
        place = store.url.render_as_string(hide_password=True)
        raise Refused(f"the store {place} holds events already; replay into a fresh one")
    store.migrate()
    return store


async def replay(
    service: Service, store: Store, records: AsyncIterator[Record], told: Callable[[int], None]
) -> Replayed:
    """Absorbs what concerns the service, a transaction per 1,000 events. Raises Refused naming a bad event."""
    wanted = prefixes_of(service)
    contracts = {kind: contract for kind, contract in all_contracts().items() if kind.startswith(wanted)}
    chunk, read, absorbed = list[tuple[Item, int]](), 0, 0
    async for record in records:
        read += 1
        if record.subject.startswith(wanted):
            chunk.append(_item(record, contracts))
            if len(chunk) == AT_ONCE:
                absorbed += _absorb(service, store, chunk)
                chunk = []
                told(read)
    absorbed += _absorb(service, store, chunk)
    told(read)
    return Replayed(read, absorbed)


def _item(record: Record, contracts: dict[str, type[Message]]) -> tuple[Item, int]:
    try:
        item = read_item(open_envelope(record.subject, record.headers, record.body), contracts)
    except Poison as bad:
        raise Refused(f"{record.stream} {record.sequence}, {record.subject}: {bad}") from None
    if item.wrong is not None:
        raise Refused(f"{record.stream} {record.sequence}, {record.subject}: {item.wrong}")
    return item, record.sequence


def _absorb(service: Service, store: Store, chunk: list[tuple[Item, int]]) -> int:
    if not chunk:
        return 0
    try:
        with store.writing() as conn:
            return service.batches.absorb(conn, chunk)
    except Poison as bad:
        raise Refused(f"{bad}; the recording is not whole, record the streams again") from None


def named(services: Mapping[str, Service], name: str) -> Service:
    """An installed service. Raises Refused."""
    if name not in services:
        raise Refused(f"there is no service {name}; installed are {', '.join(sorted(services))}")
    return services[name]


def recorded(path: Path) -> Iterator[Record]:
    """The records of a file that is there. Raises Refused."""
    if not path.is_file():
        raise Refused(f"there is no file {path}; record one with `cityteams record --to {path}`")
    return read_file(path)


async def from_file(path: Path, service: Service, url: str, talk: Talk) -> Replayed:
    """Replays a recorded file. Raises Refused."""
    records = recorded(path)
    with closing(fresh_store(service, url)) as store:
        return await _shown(service, store, _slowly(records), None, talk)


async def from_broker(access: Access, service: Service, url: str, talk: Talk) -> Replayed:
    """Replays what the streams hold now. Raises Refused."""
    async with connected(access) as client:
        names = streams_of(service)
        lasts = await last_sequences(client, names)
        with closing(fresh_store(service, url)) as store:
            return await _shown(service, store, read_all(client, names, lasts), sum(lasts.values()), talk)


async def _shown(
    service: Service, store: Store, records: AsyncIterator[Record], total: int | None, talk: Talk
) -> Replayed:
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=talk.console, disable=not talk.lively) as progress:
        task = progress.add_task("events", total=total)
        return await replay(service, store, records, lambda count: progress.update(task, completed=count))


async def _slowly(records: Iterator[Record]) -> AsyncIterator[Record]:
    for record in records:
        yield record
