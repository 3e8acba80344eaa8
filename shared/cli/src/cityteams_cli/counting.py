"""Counts a season in every store, stream and folder."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nats.js import JetStreamContext

from cityteams_chassis import Service
from cityteams_cli.folder import DataFolder
from cityteams_cli.sink import count as count_mails
from cityteams_contracts import COMMAND_STREAMS, DEAD_STREAM, EVENT_STREAMS

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


def read_store(path: Path) -> StoreFacts:
    """Opens a SQLite store for reading only and counts."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as db:
        db.execute("BEGIN")  # one moment for all of it
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {key: count for table in tables if table not in _BOOKS for key, count in _rows(db, table)}
        outbox = dict(db.execute("SELECT stream, count(*) FROM outbox GROUP BY stream"))
        (unsent,) = db.execute("SELECT count(*) FROM outbox WHERE sent_sequence IS NULL").fetchone()
        return StoreFacts(rows, dict(db.execute("SELECT aggregate, version FROM versions")), outbox, int(unsent))


_BOOKS = ("versions", "inbox", "outbox", "alembic_version", "sqlite_sequence")


def _rows(db: sqlite3.Connection, table: str) -> Iterable[tuple[str, int]]:
    columns = {name for (_, name, *_) in db.execute(f'PRAGMA table_info("{table}")')}
    word = next((name for name in ("state", "outcome") if name in columns), None)
    if word is None:
        return [(table, db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])]  # noqa: S608 - our own names
    found = db.execute(f'SELECT "{word}", count(*) FROM "{table}" GROUP BY 1')  # noqa: S608
    return [(f"{table}.{state}", count) for state, count in found]


async def count_streams(js: JetStreamContext) -> tuple[dict[str, int], dict[str, int]]:
    """Messages by stream, and events by name."""
    streams, said = dict[str, int](), Counter[str]()
    for name in (*EVENT_STREAMS.values(), *COMMAND_STREAMS.values(), DEAD_STREAM):
        state = (await js.stream_info(name, subjects_filter=">")).state
        streams[name] = state.messages
        for subject, count in (state.subjects or {}).items():
            said[".".join(subject.split(".")[2:5])] += count
    return streams, dict(said)


async def gather(folder: DataFolder, services: Mapping[str, Service], js: JetStreamContext) -> Facts:
    """All facts; call it when everything is quiet."""
    streams, said = await count_streams(js)
    stores = {name: read_store(folder.store(name)) for name in services}
    hears = {name: tuple(_followed(service)) for name, service in services.items()}
    return Facts(stores, streams, said, count_mails(folder.mail)[0], hears)


def _followed(service: Service) -> Iterable[str]:
    for reaction in service.reactions:
        if reaction.filter.startswith("cityteams.evt."):
            yield reaction.filter.removeprefix("cityteams.evt.").removesuffix(">")


def summary(facts: Facts) -> dict[str, Any]:
    """The figures of a season for people and programs."""
    rows, events = facts.rows, facts.events
    states = ("listed", "confirmed", "forming", "dissolved")
    return {
        "worksheets": {
            "submitted": rows("registration", "worksheets"),
            "accepted": rows("registration", "worksheets", "accepted"),
            "rejected": events("registration.command.rejected"),
        },
        "clusters": {state: rows("clusters", "clusters", state) for state in states}
        | {"super_clusters": rows("clusters", "super_clusters")},
        "invitations": {"sent": rows("portal", "invitations")}
        | {state: rows("portal", "invitations", state) for state in ("accepted", "declined", "open")},
        "slots": rows("events", "slots", "given"),
        "mails": facts.mails,
        "events": {stream: facts.streams[stream] for stream in EVENT_STREAMS.values()},
    }
