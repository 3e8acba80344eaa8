"""Hands messages to the toy's batches on a real store, without a broker, and looks at what came of it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Poison, Service
from cityteams_store.batch import Item, Outcome, read_item
from cityteams_store.envelope import Envelope
from tests.chassis import toy
from tests.chassis.samples import Post

STATE = ("tallies", "teams", "versions", "notes")


def dump(url: str | sa.URL, tables: Sequence[str] = (*STATE, "inbox", "outbox")) -> dict[str, list[tuple[Any, ...]]]:
    """The rows as they are stored, sorted."""
    engine = sa.create_engine(url)
    with engine.connect() as conn:
        found = {name: conn.execute(sa.text(f'SELECT * FROM "{name}" ORDER BY 1')).all() for name in tables}
    engine.dispose()
    return {name: [tuple(_plain(value) for value in row) for row in rows] for name, rows in found.items()}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def digest(url: str | sa.URL, tables: Sequence[str] = ("tallies", "teams", "versions")) -> dict[str, str]:
    """One SHA-256 per table."""
    rows = dump(url, tables)
    return {name: hashlib.sha256(repr(rows[name]).encode()).hexdigest() for name in tables}


class Desk:
    """One toy with a migrated store."""

    def __init__(self, store_url: str) -> None:
        self.service: Service = toy.build(toy.Settings(store_url=store_url, log_format="json"))
        self.service.store.migrate()

    def read(self, posts: Sequence[Post]) -> list[Item]:
        """Decodes as the consumer does."""
        reactions = {each.filter.removesuffix(">"): each for each in self.service.reactions}
        (reaction,) = {name for name in reactions for post in posts if post.subject.startswith(name)}
        self.reaction = reactions[reaction]
        return [read_item(post.envelope, self.reaction.contracts) for post in posts]

    def take(self, *posts: Post) -> list[Outcome]:
        """One batch, one transaction."""
        items = self.read(posts)
        with self.service.store.writing() as conn:
            return self.service.batches.handle(conn, self.reaction, items)

    def kinds(self, *posts: Post) -> list[str]:
        """How each message of a batch ended."""
        return [outcome.kind for outcome in self.take(*posts)]

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that is stored."""
        return dump(self.service.store.url)

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the fold gives, and how far it is."""
        return dump(self.service.store.url, ("tallies", "teams", "versions"))

    def keys(self, table: str) -> list[str]:
        """The first column."""
        return [row[0] for row in dump(self.service.store.url, (table,))[table]]

    def outbox(self) -> list[Post]:
        """What was said, as it is published."""
        box = self.service.books.outbox
        with self.service.store.engine.connect() as conn:
            rows = conn.execute(sa.select(box).order_by(box.c.position)).all()
        return [Post(row.subject, json.loads(row.headers), bytes(row.body)) for row in rows]

    def absorb(self, *records: Post) -> int:
        """Replays a record; the sequence in the stream is its place in the record."""
        contracts = self.service.reactions[0].contracts | _own()
        items = [(_item(post.envelope, contracts), at) for at, post in enumerate(records, 1)]
        with self.service.store.writing() as conn:
            return self.service.batches.absorb(conn, items)

    def close(self) -> None:
        """Gives the connections back."""
        self.service.store.close()


def _own() -> dict[str, Any]:
    from cityteams_contracts import all_contracts

    return {kind: contract for kind, contract in all_contracts().items() if kind.startswith("cityteams.evt.clusters.")}


def _item(envelope: Envelope, contracts: dict[str, Any]) -> Item:
    return read_item(envelope, contracts)


__all__ = ["Desk", "Poison", "digest", "dump"]
