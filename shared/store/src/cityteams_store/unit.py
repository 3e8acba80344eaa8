"""One transaction: what was loaded, what changed, what was said; and the view of it that one message has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic_core import to_json

from cityteams_contracts import Event, Message
from cityteams_store.envelope import Stamp, body_of, derived_id, headers_of, said_stamp
from cityteams_store.errors import Poison
from cityteams_store.shelf import Fold, Shelf, upsert
from cityteams_store.tables import Books

V = TypeVar("V")
Rows = dict[Shelf[Any], dict[str, Any]]
_LARGEST = 245_760
"""Bytes of a body: the broker's 256 KiB less room for the headers."""
FoldTable = Mapping[type[Event], tuple[Fold, ...]]


@dataclass
class Unit:
    """A batch of messages in one transaction; each message joins with `join`, or leaves no trace."""

    conn: sa.Connection
    books: Books
    fold: FoldTable
    source: str
    rows: Rows = field(default_factory=dict)
    changed: Rows = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    marks: list[str] = field(default_factory=list)
    out: list[tuple[Message, Stamp, int | None]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)

    def prefetch(self, wanted: Sequence[tuple[Shelf[Any], str]]) -> None:
        """Loads many rows with one statement per shelf; absent ones are remembered as absent."""
        by_shelf: dict[Shelf[Any], set[str]] = {}
        for shelf, key in wanted:
            if key not in self.rows.get(shelf, ()):
                by_shelf.setdefault(shelf, set()).add(key)
        for shelf, keys in by_shelf.items():
            found = shelf.load(self.conn, sorted(keys))
            self.rows.setdefault(shelf, {}).update({key: found.get(key) for key in keys})

    def know(self, aggregates: Sequence[str]) -> None:
        """Loads how far these aggregates are known."""
        table, new = self.books.versions, sorted(set(aggregates) - self.versions.keys())
        for start in range(0, len(new), 900):
            chunk = new[start : start + 900]
            found = self.conn.execute(sa.select(table).where(table.c.aggregate.in_(chunk)))
            self.versions |= dict.fromkeys(chunk, 0) | {row.aggregate: row.version for row in found}

    def join(self, tx: "Tx") -> None:
        """Takes over what one message did."""
        for shelf, values in tx.staged.items():
            self.rows.setdefault(shelf, {}).update(values)
            self.changed.setdefault(shelf, {}).update(values)
        self.out.extend(tx.said)

    def note(self, aggregate: str, version: int) -> None:
        """An aggregate is now known up to this version."""
        self.versions[aggregate] = version
        self.moved.add(aggregate)

    def write_rows(self) -> None:
        """Saves what changed so far, so that a query sees it."""
        for shelf, values in self.changed.items():
            shelf.save(self.conn, values)
        self.changed = {}

    def flush(self) -> int:
        """Writes everything in bulk before the commit; returns the number of messages said."""
        self.write_rows()
        self.know([event.aggregate for event, _, version in self.out if version is None and isinstance(event, Event)])
        posts = [self._post(*each) for each in self.out]
        if posts:
            self.conn.execute(sa.insert(self.books.outbox), posts)
        if self.moved:
            moved = [{"aggregate": each, "version": self.versions[each]} for each in sorted(self.moved)]
            self.conn.execute(upsert(self.conn, self.books.versions, "aggregate", "version"), moved)
        if self.marks:
            marks = [{"message_id": each} for each in sorted(self.marks)]  # neighbours share pages
            self.conn.execute(upsert(self.conn, self.books.inbox, "message_id"), marks)
        return len(posts)

    def _post(self, message: Message, stamp: Stamp, version: int | None) -> dict[str, Any]:
        if len(body := body_of(message)) > _LARGEST:  # it would hold up the outbox for ever
            raise Poison("what-is-said-is-too-large", f"{message.subject} has {len(body)} bytes, more than {_LARGEST}")
        aggregate = message.aggregate if isinstance(message, Event) else None
        if aggregate is not None:
            version = version or self.versions[aggregate] + 1
            self.note(aggregate, version)
        return {
            "message_id": stamp.id,
            "stream": message.stream(),  # type: ignore[attr-defined]
            "subject": message.subject,
            "headers": to_json(headers_of(message, stamp, self.source, version)).decode(),
            "body": body,
            "aggregate": aggregate,
            "version": version,
            "sent_sequence": self.sent.get(stamp.id),
        }


class Tx:
    """What a handler sees: the time and id of its message, the rows, and `say`."""

    def __init__(self, unit: Unit, stamp: Stamp) -> None:
        self.unit, self.stamp = unit, stamp
        self.staged: Rows = {}
        self.said: list[tuple[Message, Stamp, int | None]] = []

    @property
    def now(self) -> datetime:
        """The time of the message: the only clock."""
        return self.stamp.at

    @property
    def message_id(self) -> str:
        """The id of the message that is being handled."""
        return self.stamp.id

    @property
    def actor(self) -> str:
        """The PersonId of who asked, as the portal vouches for; empty when nobody did."""
        return self.stamp.actor

    def new_id(self, *names: str) -> str:
        """An id derived from the message, the same whenever it is handled again."""
        return derived_id(self.stamp.id, *names)

    def get(self, shelf: Shelf[V], key: str) -> V | None:
        """The value under a key, as this message sees it."""
        mine = self.staged.get(shelf, {})
        if key in mine:
            value: V | None = mine[key]
            return value
        self.unit.prefetch([(shelf, key)])
        found: V | None = self.unit.rows[shelf][key]
        return found

    def find(
        self, shelf: Shelf[V], *where: sa.ColumnElement[bool], order_by: Any = None, limit: int | None = None
    ) -> list[V]:
        """The values that fulfil the conditions, as earlier messages left them."""
        query = shelf.every.where(*where).order_by(shelf.key if order_by is None else order_by).limit(limit)
        return [shelf.value(row) for row in self.rows(query)]

    def rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """The rows of a read-only query, as earlier messages left them."""
        self.unit.write_rows()
        return self.unit.conn.execute(query).all()

    def say(self, *events: Event) -> None:
        """Events happen: they change the rows as the fold says and go to the outbox."""
        lines = [(line, event) for event in events for line in self.unit.fold.get(type(event), ()) if not line.begins]
        self.unit.prefetch([(line.loads, line.key(event)) for line, event in lines])
        for event in events:
            stamp = said_stamp(self.stamp, self.unit.source, len(self.said))
            self.said.append((event, stamp, None))
            self.apply(event, stamp)

    def apply(self, event: Event, stamp: Stamp) -> None:
        """Changes the rows by the pure functions of the fold, and by nothing else."""
        for line in self.unit.fold.get(type(event), ()):
            key = line.key(event)
            state = None if line.begins else self.get(line.loads, key)
            self._stage(line.shelf, stamp.id if line.beside else key, line.apply(state, event, stamp))

    def keep(self, shelf: Shelf[V], value: V) -> None:
        """Writes a value to a private shelf."""
        self._stage(self._private(shelf), str(getattr(value, shelf.key.name)), value)

    def forget(self, shelf: Shelf[Any], key: str) -> None:
        """Deletes a value from a private shelf."""
        self._stage(self._private(shelf), key, None)

    def _stage(self, shelf: Shelf[Any], key: str, value: Any) -> None:
        self.staged.setdefault(shelf, {})[key] = value

    @staticmethod
    def _private(shelf: Shelf[V]) -> Shelf[V]:
        if not shelf.private:
            raise TypeError(f"{shelf.table.name} is state: only the fold writes it")
        return shelf
