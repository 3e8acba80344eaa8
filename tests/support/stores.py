"""Stores for tests: empty ones of each kind of database, and migrated ones, which are used again once emptied."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from cityteams_chassis import Service
from tests.support.postgres import Postgres

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
KEPT = "alembic_version"


class Stores:
    """Hands out stores and takes them back: a migration costs a hundred times what emptying its tables costs."""

    def __init__(self, folder: Path, server: Callable[[], Postgres]) -> None:
        self._folder, self._server, self._numbers = folder, server, 0
        self._patterns: dict[str, Path] = {}
        self._free: list[str] = []
        self._holds: dict[str, str] = {}
        """Which service's tables each PostgreSQL database has."""

    def new(self, database: str) -> str:
        """The address of a store that `migrated` makes ready; nothing can be said about what is in it before."""
        if database == "postgres":
            return self._free.pop(0) if self._free else self.empty(database)
        return self.empty(database)

    def empty(self, database: str) -> str:
        """The address of an empty database that nobody used before."""
        if database == "postgres":
            return self._server().new_database()
        self._numbers += 1
        return f"sqlite:///{self._folder}/{self._numbers}.db"

    @contextmanager
    def migrated(self, service: Service) -> Iterator[None]:
        """The store of this service, with its tables and without a row, until the block ends."""
        if service.store.sqlite:
            self._as_the_pattern(service)
        else:
            self._emptied(service)
        yield
        service.store.close()
        if not service.store.sqlite:
            self._free.append(_address(service))

    def _as_the_pattern(self, service: Service) -> None:
        kind, file = str(service.store.migrations), str(service.store.url.database)
        if kind in self._patterns:
            shutil.copyfile(self._patterns[kind], file)
            return
        service.store.migrate()
        service.store.close()
        self._patterns[kind] = self._folder / f"pattern-{len(self._patterns)}.db"
        shutil.copyfile(file, self._patterns[kind])

    def _emptied(self, service: Service) -> None:
        kind, url = str(service.store.migrations), _address(service)
        if self._holds.get(url) == kind:
            _empty_tables(service)
            return
        if url in self._holds:
            with service.store.engine.begin() as conn:
                conn.exec_driver_sql("DROP SCHEMA public CASCADE")
                conn.exec_driver_sql("CREATE SCHEMA public")
        service.store.migrate()
        self._holds[url] = kind


def _address(service: Service) -> str:
    return service.store.url.render_as_string(hide_password=False)


def _empty_tables(service: Service) -> None:
    with service.store.engine.begin() as conn:
        inspector = sa.inspect(conn)
        conn.exec_driver_sql("SET LOCAL session_replication_role = replica")  # foreign keys do not matter meanwhile
        conn.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
        tables = [f'DELETE FROM "{name}"' for name in inspector.get_table_names() if name != KEPT]
        sequences = [f'ALTER SEQUENCE "{name}" RESTART' for name in inspector.get_sequence_names()]
        conn.exec_driver_sql("; ".join(tables + sequences))
