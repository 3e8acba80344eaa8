"""Counts a season in every store, stream and folder, and says where two that must agree do not."""

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


# --- counting --------------------------------------------------------------------------------------------------------


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


# --- agreeing --------------------------------------------------------------------------------------------------------


def differences(facts: Facts) -> list[str]:
    """Every two figures that must be equal and are not, in words; nothing when all agree."""
    same = [_disagreement(name, figures) for name, figures in agreements(facts).items()]
    return [*(line for line in same if line), *_streams(facts), *_versions(facts)]


def agreements(facts: Facts) -> dict[str, dict[str, int]]:
    """What must be the same number, seen from different places."""
    rows, events = facts.rows, facts.events
    return {
        "worksheets submitted": {
            "in registration": rows("registration", "worksheets"),
            "in the portal": rows("portal", "worksheets"),
            "worksheet.submitted events": events("registration.worksheet.submitted"),
        },
        "worksheets accepted": {
            "in registration": rows("registration", "worksheets", "accepted"),
            "in the portal": rows("portal", "worksheets", "accepted"),
            "worksheet.accepted less withdrawn": events("registration.worksheet.accepted")
            - events("registration.worksheet.withdrawn"),
        },
        "clusters": {
            "in clusters": rows("clusters", "clusters"),
            "in the portal": rows("portal", "clusters"),
            "cluster.proposed events": events("clusters.cluster.proposed"),
        },
        "clusters listed": {
            "in clusters": rows("clusters", "clusters", "listed"),
            "in the portal": rows("portal", "clusters", "listed"),
            "copies in events": rows("events", "clusters"),
            "slots given or refused": rows("events", "slots", "given", "refused"),
            "slots in the portal": rows("portal", "slots", "given", "refused"),
        },
        "SuperClusters": {
            "in clusters": rows("clusters", "super_clusters"),
            "in the portal": rows("portal", "super_clusters"),
            "super-cluster.formed events": events("clusters.super-cluster.formed"),
        },
        "invitations": {
            "in the portal": rows("portal", "invitations"),
            "cluster.member-invited events": events("clusters.cluster.member-invited"),
        },
        "letters sent": {
            "in notifications": rows("notifications", "letters", "sent"),
            "in the portal": rows("portal", "letters", "sent"),
            "letter.sent events": events("notifications.letter.sent"),
            "mails in the sink": facts.mails,
        },
        "letters queued": {
            "in notifications": rows("notifications", "letters"),
            "in the portal": rows("portal", "letters"),
            "letter.queued events": events("notifications.letter.queued"),
        },
    }


def _disagreement(name: str, figures: Mapping[str, int]) -> str:
    if len(set(figures.values())) == 1:
        return ""
    return f"{name}: " + ", ".join(f"{count} {where}" for where, count in figures.items())


def _streams(facts: Facts) -> Iterable[str]:
    for owner, stream in EVENT_STREAMS.items():
        kept, said = facts.streams.get(stream, 0), facts.stores[owner].outbox.get(stream, 0)
        if kept != said:
            yield f"{stream}: {kept} messages, but {owner} said {said}"
    for stream in (*COMMAND_STREAMS.values(), DEAD_STREAM):
        if facts.streams.get(stream, 0):
            yield f"{stream}: {facts.streams[stream]} messages left"
    for name, store in facts.stores.items():
        if store.unsent:
            yield f"{name}: {store.unsent} rows of the outbox are not sent"


def _versions(facts: Facts) -> Iterable[str]:
    for name, prefixes in facts.hears.items():
        mine = facts.stores[name].versions
        for prefix in prefixes:
            theirs = facts.stores[prefix.split(".")[0]].versions
            own = {key: version for key, version in theirs.items() if key.startswith(prefix)}
            copy = {key: version for key, version in mine.items() if key.startswith(prefix)}
            wrong = sorted(key for key in own.keys() | copy.keys() if own.get(key) != copy.get(key))
            if wrong:
                first = f"{wrong[0]} is at {copy.get(wrong[0])}, its owner at {own.get(wrong[0])}"
                yield f"{name}: {len(wrong)} versions of {prefix}* differ ({first})"


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
