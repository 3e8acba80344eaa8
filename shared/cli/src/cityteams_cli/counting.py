"""Counts a season in every store, stream and folder."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from nats.js import JetStreamContext

from cityteams_chassis import Service
from cityteams_cli.folder import DataFolder
from cityteams_cli.sink import count as count_mails
from cityteams_cli.stores import Stores
from cityteams_contracts import COMMAND_STREAMS, DEAD_STREAM, EVENT_STREAMS
from cityteams_store.tables import Books

Versions = Mapping[str, int]


@dataclass(frozen=True)
class StoreFacts:
    """What one store says: rows by `table.state`, versions of aggregates, outbox rows by stream, and how many wait."""

    rows: Mapping[str, int]
    versions: Versions
    outbox: Mapping[str, int]
    unsent: int


@dataclass(frozen=True)
class Facts:
    """Everything counted at one quiet moment; `hears` is the prefixes of aggregates that each service follows."""

    stores: Mapping[str, StoreFacts]
    streams: Mapping[str, int]
    said: Mapping[str, int]
    mails: int
    hears: Mapping[str, tuple[str, ...]]

    def rows(self, service: str, table: str, *states: str) -> int:
        """The rows of a table, or of some of its states."""
        found = self.stores[service].rows
        if not states:
            return sum(count for name, count in found.items() if name.split(".")[0] == table)
        return sum(found.get(f"{table}.{state}", 0) for state in states)

    def events(self, name: str) -> int:
        """How often something was said, such as `registration.worksheet.submitted`."""
        return self.said.get(name, 0)


def read_store(conn: sa.Connection, metadata: sa.MetaData) -> StoreFacts:
    """Counts what a store holds at one moment."""
    books = Books(metadata)
    tables = [table for name, table in metadata.tables.items() if name not in _BOOKS]
    rows = {key: count for table in tables for key, count in _rows(conn, table)}
    counted = sa.select(books.outbox.c.stream, sa.func.count()).group_by(books.outbox.c.stream)
    outbox = {str(stream): int(count) for stream, count in conn.execute(counted)}
    waiting = sa.select(sa.func.count()).where(books.outbox.c.sent_sequence.is_(None))
    versions = {str(aggregate): int(version) for aggregate, version in conn.execute(sa.select(books.versions))}
    return StoreFacts(rows, versions, outbox, conn.scalar(waiting) or 0)


_BOOKS = ("versions", "inbox", "outbox")


def _rows(conn: sa.Connection, table: sa.Table) -> Iterable[tuple[str, int]]:
    word = next((table.c[name] for name in ("state", "outcome") if name in table.c), None)
    if word is None:
        return [(table.name, conn.scalar(sa.select(sa.func.count()).select_from(table)) or 0)]
    found = conn.execute(sa.select(sa.type_coerce(word, sa.Text), sa.func.count()).group_by(word))
    return [(f"{table.name}.{state}", count) for state, count in found]


async def count_streams(js: JetStreamContext) -> tuple[dict[str, int], dict[str, int]]:
    """Messages by stream, and events by name."""
    streams, said = dict[str, int](), Counter[str]()
    for name in (*EVENT_STREAMS.values(), *COMMAND_STREAMS.values(), DEAD_STREAM):
        state = (await js.stream_info(name, subjects_filter=">")).state
        streams[name] = state.messages
        for subject, count in (state.subjects or {}).items():
            said[".".join(subject.split(".")[2:5])] += count
    return streams, dict(said)


async def gather(folder: DataFolder, stores: Stores, services: Mapping[str, Service], js: JetStreamContext) -> Facts:
    """All facts; call it when everything is quiet."""
    streams, said = await count_streams(js)
    found = {}
    for name, service in services.items():
        with stores.reading(name) as conn:
            found[name] = read_store(conn, service.store.metadata)
    hears = {name: tuple(_followed(service)) for name, service in services.items()}
    return Facts(found, streams, said, count_mails(folder.mail)[0], hears)


def _followed(service: Service) -> Iterable[str]:
    for reaction in service.reactions:
        if reaction.filter.startswith("cityteams.evt."):
            yield reaction.filter.removeprefix("cityteams.evt.").removesuffix(">")


def summary(facts: Facts) -> dict[str, Any]:
    """The figures of a season for people and programs."""
    rows, events = facts.rows, facts.events
    states = ("listed", "forming", "dissolved")
    return {
        "worksheets": {
            "submitted": rows("registration", "worksheets"),
            "accepted": rows("registration", "worksheets", "accepted"),
            "rejected": events("registration.command.rejected"),
        },
        "clusters": {state: rows("clusters", "clusters", state) for state in states}
        | {"confirmed": events("clusters.cluster.confirmed"), "super_clusters": rows("clusters", "super_clusters")},
        "invitations": {"sent": rows("portal", "invitations")}
        | {state: rows("portal", "invitations", state) for state in ("accepted", "declined", "open")},
        "slots": rows("events", "slots", "given"),
        "mails": facts.mails,
        "events": {stream: facts.streams[stream] for stream in EVENT_STREAMS.values()},
    }
