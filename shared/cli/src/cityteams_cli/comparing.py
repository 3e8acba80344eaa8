"""`cityteams diff`: two stores of a service, row by row, whichever databases they are in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Service
from cityteams_store.errors import Refused

_BOOKS = frozenset({"inbox", "outbox", "alembic_version"})
_CHUNK = 1000


@dataclass(frozen=True)
class Difference:
    """A row that one store has and the other has not, or not like this; `columns` name what differs."""

    table: str
    key: str
    what: str


def open_store(given: str) -> sa.Engine:
    """A store by URL or by the path of a SQLite file, for reading only. Raises Refused."""
    try:
        url = sa.make_url(given if "://" in given else f"sqlite:///{Path(given).resolve()}")
        if url.get_backend_name() == "sqlite":
            if not Path(url.database or "").is_file():
                raise Refused(f"there is no store {given}; check the name")
            return sa.create_engine(f"sqlite:///file:{Path(url.database or '').resolve()}?mode=ro&uri=true")
        engine = sa.create_engine(url)
        engine.connect().close()
    except (sa.exc.ArgumentError, sa.exc.DBAPIError, ModuleNotFoundError) as wrong:
        raise Refused(f"the store {given} cannot be opened: {getattr(wrong, 'orig', wrong)}") from None
    return engine


def service_of(engine: sa.Engine, services: Mapping[str, Service]) -> Service:
    """The service with the most tables that are all there; an index over texts has some more. Raises Refused."""
    there = set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    fitting = [each for each in services.values() if set(each.store.metadata.tables) <= there]
    if fitting:
        return max(fitting, key=lambda each: len(each.store.metadata.tables))
    raise Refused(
        f"no installed service has the tables {', '.join(sorted(there)) or '(none)'}; name one with --service"
    )


def compared(metadata: sa.MetaData) -> list[sa.Table]:
    """The tables that must be equal: all but the books of who sent what, and private ones."""
    return [
        table
        for name, table in sorted(metadata.tables.items())
        if name not in _BOOKS and not table.info.get("private", False)
    ]


def differences(one: sa.Engine, other: sa.Engine, metadata: sa.MetaData) -> Iterator[Difference]:
    """Every row that differs, table by table, by key; both stores are read in chunks."""
    with one.connect() as left, other.connect() as right:
        for table in compared(metadata):
            yield from _of_table(table, _rows(left, table), _rows(right, table))


def _of_table(table: sa.Table, left: Iterator[Any], right: Iterator[Any]) -> Iterator[Difference]:
    at = [column.name for column in table.columns].index(_key(table).name)
    one: Any = next(left, None)
    other: Any = next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[at] < other[at]):
            yield Difference(table.name, one[at], "only in the first")
            one = next(left, None)
        elif one is None or other[at] < one[at]:
            yield Difference(table.name, other[at], "only in the second")
            other = next(right, None)
        else:
            if tuple(one) != tuple(other):
                yield Difference(table.name, one[at], _columns(table, one, other))
            one, other = next(left, None), next(right, None)


def _columns(table: sa.Table, one: Any, other: Any) -> str:
    pairs = zip(table.columns, one, other, strict=True)
    return "; ".join(f"{column.name}: {_short(a)} | {_short(b)}" for column, a, b in pairs if a != b)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _rows(conn: sa.Connection, table: sa.Table) -> Iterator[Any]:
    """Rows as they are stored, by the bytes of their key."""
    key = _key(table)
    order = sa.collate(key, "C") if conn.dialect.name == "postgresql" else key
    query = sa.select(*(_stored(column) for column in table.columns)).order_by(order)
    yield from conn.execution_options(yield_per=_CHUNK).execute(query)


def _stored(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    kind = column.type.impl_instance if isinstance(column.type, sa.TypeDecorator) else column.type
    return sa.type_coerce(column, kind)


def _key(table: sa.Table) -> sa.Column[str]:
    (key,) = table.primary_key.columns
    return key
