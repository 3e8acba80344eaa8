"""A shelf keeps domain values of one kind in one table, loaded and saved in bulk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from cityteams_contracts import Event
from cityteams_store.envelope import Stamp

V = TypeVar("V")
_CHUNK = 900  # keys in one IN list; old SQLite builds take 999 parameters


def upsert(conn: sa.Connection, table: sa.Table, key: str, *rest: str) -> Any:
    """INSERT that overwrites the rest of the row, or leaves it alone when there is no rest; on either database."""
    return _upsert(conn.dialect.name, table, key, rest)


@lru_cache(maxsize=256)  # building the statement costs more than running it for one row
def _upsert(dialect: str, table: sa.Table, key: str, rest: tuple[str, ...]) -> Any:
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    if not rest:
        return insert.on_conflict_do_nothing()
    return insert.on_conflict_do_update(index_elements=[key], set_={name: insert.excluded[name] for name in rest})


@dataclass(frozen=True, eq=False)
class Shelf(Generic[V]):
    """Values of the frozen dataclass `of`, whose fields are the columns. A private shelf stands outside the fold."""

    table: sa.Table
    of: type[V]
    private: bool = False

    def __post_init__(self) -> None:
        """Tells those who compare stores that a private table is none of the fold's business."""
        if self.private:
            self.table.info["private"] = True

    @cached_property
    def key(self) -> sa.Column[str]:
        """The one text column that names a value."""
        (key,) = self.table.primary_key.columns
        return key

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(field.name for field in fields(self.of))  # type: ignore[arg-type]

    @cached_property
    def every(self) -> sa.Select[Any]:
        """SELECT of all fields in order."""
        return sa.select(*(self.table.c[name] for name in self.names))

    def value(self, row: sa.Row[Any]) -> V:
        """The domain value of a row of `every`."""
        make: Callable[..., V] = self.of
        return make(*row)

    def load(self, conn: sa.Connection, keys: Iterable[str]) -> dict[str, V]:
        """The values that exist among the keys, in one statement per chunk."""
        wanted, found = list(keys), {}
        at = self.names.index(self.key.name)
        for start in range(0, len(wanted), _CHUNK):
            for row in conn.execute(self.every.where(self.key.in_(wanted[start : start + _CHUNK]))):
                found[row[at]] = self.value(row)
        return found

    def save(self, conn: sa.Connection, values: Mapping[str, V | None]) -> None:
        """Writes what is there and deletes what is None, in bulk."""
        there = [{name: getattr(value, name) for name in self.names} for value in values.values() if value is not None]
        gone = [key for key, value in values.items() if value is None]
        if there:
            rest = tuple(name for name in self.names if name != self.key.name)
            conn.execute(upsert(conn, self.table, self.key.name, *rest), there)
        for start in range(0, len(gone), _CHUNK):
            conn.execute(sa.delete(self.table).where(self.key.in_(gone[start : start + _CHUNK])))


@dataclass(frozen=True)
class Fold:
    """What one kind of event does to one row: `apply(value or None, event, stamp) -> value or None`.

    With `beside`, apply is given that shelf's value, and the row is a new one under the id of the event.
    """

    event: type[Event]
    shelf: Shelf[Any]
    key: Callable[[Any], str]
    apply: Callable[[Any, Any, Stamp], Any]
    begins: bool = False
    beside: Shelf[Any] | None = None

    @property
    def loads(self) -> Shelf[Any]:
        """The shelf whose value apply is given."""
        return self.beside or self.shelf


def folds(
    event: type[Event],
    shelf: Shelf[V],
    by: str | Callable[[Any], str],
    apply: Callable[[Any, Any, Stamp], V | None],
    *,
    begins: bool = False,
) -> Fold:
    """A line of a service's fold table; `by` is the attribute of the event that names the row, or a function.

    An event that `begins` a row is the first of its aggregate: nothing is loaded for it, and apply gets None.
    """
    if shelf.private:
        raise TypeError(f"{shelf.table.name} is private: it stands outside the fold")
    return Fold(event, shelf, key_of(by), apply, begins)


def notes(
    event: type[Event], shelf: Shelf[V], beside: Shelf[Any], by: str, apply: Callable[[Any, Any, Stamp], V]
) -> Fold:
    """A line that writes every event down in a row of its own; stands before the line that changes `beside`."""
    return Fold(event, shelf, key_of(by), apply, beside=beside)


def key_of(by: str | Callable[[Any], str]) -> Callable[[Any], str]:
    """The function that names the row of a message."""
    return by if callable(by) else lambda message: str(getattr(message, by))


def fold_table(folding: Sequence[Fold]) -> dict[type[Event], tuple[Fold, ...]]:
    """The lines by event."""
    return {line.event: tuple(each for each in folding if each.event is line.event) for line in folding}
