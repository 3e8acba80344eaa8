"""Where the stores of a house are: a SQLite file each in the data folder, or a database each on a server."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from cityteams_cli.folder import DataFolder
from cityteams_store.errors import Refused

PLACE = "{service}"
_SHOWN = f"postgresql+psycopg://app@/{PLACE}?host=/run/postgresql"
_DRIVERS = ("sqlite", "postgresql+psycopg")
_PATIENCE = 10
"""Seconds after which a locked SQLite file is given up."""


class Stores:
    """The stores by service, for reading; `template` is a URL with `{service}` in it, or nothing for SQLite files."""

    def __init__(self, folder: DataFolder, template: str = "") -> None:
        self._folder, self._template = folder, template
        self._engines: dict[str, sa.Engine] = {}

    @property
    def on_a_server(self) -> bool:
        """Whether they are elsewhere than in the data folder."""
        return bool(self._template)

    def url(self, service: str) -> str:
        """What the service is told as CITYTEAMS_STORE_URL."""
        if self._template:
            return self._template.replace(PLACE, service)
        return f"sqlite:///{self._folder.store(service).resolve()}"

    def shown(self, service: str) -> str:
        """The same for people: the path of a file, or a URL without its password."""
        url = sa.make_url(self.url(service))
        return str(url.database) if _is_file(url) else url.render_as_string(hide_password=True)

    def check(self, services: Iterable[str]) -> None:
        """Looks whether every store can be reached. Raises Refused; changes nothing."""
        if not self._template:
            return
        if PLACE not in self._template:
            raise Refused(f"--stores needs {PLACE} in it, so that each service has a database; such as {_SHOWN}")
        for service in services:
            try:
                url = sa.make_url(self.url(service))
                if url.drivername not in _DRIVERS:
                    raise Refused(f"--stores names {url.drivername}; it must begin with {' or '.join(_DRIVERS)}")
                if not _is_file(url):
                    self._engine(service).connect().close()
            except (sa.exc.ArgumentError, sa.exc.DBAPIError, ValueError) as wrong:
                reason = " ".join(str(getattr(wrong, "orig", wrong)).split())[:300]
                raise Refused(
                    f"the store of {service} cannot be opened: {reason}; make the database, or correct --stores"
                ) from None

    def exists(self, service: str) -> bool:
        """Whether the service has ever been here."""
        if not self._template:
            return self._folder.store(service).exists()
        try:
            with self.reading(service) as conn:
                return sa.inspect(conn).has_table("alembic_version")
        except sa.exc.OperationalError:  # no such file yet
            return False

    @contextmanager
    def reading(self, service: str) -> Iterator[sa.Connection]:
        """One moment of a store; nothing can be changed."""
        with self._engine(service).connect() as conn:
            if conn.dialect.name == "sqlite":
                conn.exec_driver_sql("BEGIN")
            yield conn

    def _engine(self, service: str) -> sa.Engine:
        if service not in self._engines:
            self._engines[service] = _engine(sa.make_url(self.url(service)))
        return self._engines[service]

    def close(self) -> None:
        """Gives all connections back."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines = {}


def _is_file(url: sa.URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _engine(url: sa.URL) -> sa.Engine:
    if _is_file(url):
        place = f"sqlite:///file:{url.database}?mode=ro&uri=true"
        return sa.create_engine(place, poolclass=sa.NullPool, connect_args={"timeout": _PATIENCE})
    return sa.create_engine(
        url,
        pool_pre_ping=True,
        execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
        hide_parameters=True,
    )
