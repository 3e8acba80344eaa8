"""One database per service: SQLite or PostgreSQL, one writer at a time, migrated at start."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any, TypeVar
from zlib import crc32

import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from cityteams_store.errors import Refused

T = TypeVar("T")
_PRAGMAS = ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_WRITER = crc32(b"cityteams writer")


class Store:
    """The service's database. Writers stand in line: BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL."""

    def __init__(self, url: str, metadata: sa.MetaData, migrations: str | None = None) -> None:
        self.url, self.metadata, self.migrations = sa.make_url(url), metadata, migrations
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = sa.create_engine(self.url, pool_pre_ping=not self.sqlite, hide_parameters=True)
        self._turn = asyncio.Lock()
        if self.sqlite:
            sa.event.listen(self.engine, "connect", _sqlite_connect)
            sa.event.listen(self.engine, "begin", _sqlite_begin)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that nobody else's write can interleave with."""
        with self.engine.connect().execution_options(writes=True) as conn, conn.begin():
            if not self.sqlite:
                conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER)))
            yield conn

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """Runs work in one transaction, in a thread, after whoever writes now."""
        async with self._turn:
            return await asyncio.to_thread(self._within, self.writing, work)

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """Runs work that changes nothing, in a thread."""
        return await asyncio.to_thread(self._within, self.engine.connect, work)

    @staticmethod
    def _within(opened: Callable[[], Any], work: Callable[[sa.Connection], T]) -> T:
        with opened() as conn:
            return work(conn)

    def migrate(self) -> None:
        """Brings the schema up to date; safe with two replicas starting at once. Raises Refused."""
        try:
            with self.writing() as conn:
                self._assert_durable(conn)
                if self.migrations is None:
                    self.metadata.create_all(conn)
                else:
                    _upgrade(conn, self.migrations, self.url)
        except sa.exc.DBAPIError as wrong:
            place = self.url.render_as_string(hide_password=True)
            raise Refused(f"the store {place} cannot be opened: {wrong.orig}; check CITYTEAMS_STORE_URL") from None

    def _assert_durable(self, conn: sa.Connection) -> None:
        asked = "PRAGMA synchronous" if self.sqlite else "SHOW synchronous_commit"
        found = str(conn.exec_driver_sql(asked).scalar())
        if found not in ({"2", "3"} if self.sqlite else {"on", "remote_apply"}):
            raise Refused(f"the store would lose commits in a power cut: {asked} says {found}; set it to full or on")

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


def _sqlite_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _sqlite_begin
    for pragma in _PRAGMAS:
        _patiently(connection, f"PRAGMA {pragma}")


def _patiently(connection: Any, statement: str, tries: int = 200) -> None:
    """Where several processes open a new file at once, the change to WAL says "locked" without waiting its turn."""
    for left in reversed(range(tries)):
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as busy:
            if "locked" not in str(busy) or not left:
                raise
            sleep(0.05)


def _sqlite_begin(conn: sa.Connection) -> None:
    writes = conn.get_execution_options().get("writes")
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(conn: sa.Connection, location: str, url: sa.URL) -> None:
    config = Config()
    config.set_main_option("script_location", location)
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    for head in MigrationContext.configure(conn).get_current_heads():
        if head not in known:
            place = url.render_as_string(hide_password=True)
            raise Refused(f"the store {place} is of a newer version ({head}); start that version or restore a backup")
    steps = EnvironmentContext(config, script, fn=lambda revision, _: script._upgrade_revs("head", revision))  # noqa: SLF001
    with steps as environment:
        environment.configure(connection=conn, transactional_ddl=False)
        environment.run_migrations()
