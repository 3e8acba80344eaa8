"""One whole season per database, played by a real house, kept for all tests that only look at it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from cityteams_chassis import Service
from cityteams_cli import comparing
from cityteams_cli.folder import DataFolder
from cityteams_cli.permissions import installed_services
from cityteams_cli.records import Record, read_file
from cityteams_cli.stores import Stores
from tests.cli.commanding import Up, cityteams
from tests.support.postgres import Postgres

SERVICES = ("registration", "clusters", "events", "notifications", "portal")
SAMPLE = Path(__file__).parents[2] / "deploy" / "sample"


@dataclass(frozen=True)
class Season:
    """A data folder in which the sample season was played; `told` is what the demo printed."""

    data: Path
    template: str
    told: dict[str, Any]
    log: str

    @cached_property
    def stores(self) -> Stores:
        """The live stores, for reading."""
        return Stores(DataFolder(self.data), self.template)

    @property
    def words(self) -> tuple[str, ...]:
        """What the command must be told to find the stores."""
        return ("--no-sample", *(("--stores", self.template) if self.template else ()))

    @contextmanager
    def up(self) -> Iterator["Door"]:
        """The house once more, on the same data."""
        with Up(self.data, *self.words) as house:
            house.says("cityteams is up")
            yield Door(self.data)
            assert house.ends() == 0

    @cached_property
    def record(self) -> Path:
        """All streams as `cityteams record` writes them."""
        self._look()
        return self.data.parent / "all.jsonl"

    @cached_property
    def counters(self) -> dict[str, dict[str, int]]:
        """What the portal counts after a restart."""
        self._look()
        return dict(json.loads((self.data.parent / "counters.json").read_text()))

    def _look(self) -> None:
        """Starts the house once for everything that only a running house tells."""
        if (self.data.parent / "counters.json").exists():
            return
        with self.up() as door:
            done = cityteams("record", "--to", self.data.parent / "all.jsonl", "--data", self.data)
            assert done.returncode == 0, done.stderr
            (self.data.parent / "counters.json").write_text(door.get("counters").text)

    @cached_property
    def events(self) -> Sequence[Record]:
        """The recorded events, in the order of the file."""
        return tuple(read_file(self.record))

    def said(self, name: str) -> list[dict[str, Any]]:
        """The bodies of all events of a name, such as `registration.worksheet.accepted`."""
        return [json.loads(each.body) for each in self.events if each.subject.startswith(f"cityteams.evt.{name}.v")]

    def rows(self, service: str, query: str) -> list[sa.Row[Any]]:
        """What a query finds in the live store."""
        with self.stores.reading(service) as conn:
            return list(conn.execute(sa.text(query)).all())


@dataclass(frozen=True)
class Door:
    """The portal of a running house, for the secretariat."""

    data: Path

    def get(self, path: str, *, office: bool = False) -> httpx.Response:
        """A look at `/api/v1`, of anybody or of the secretariat."""
        return httpx.get(f"{self._url}/{path}", headers=self._token if office else {}, timeout=30, trust_env=False)

    def post(self, path: str, body: object = None, wait: float = 0) -> httpx.Response:
        """A command."""
        headers = self._token | ({"Prefer": f"wait={wait:g}"} if wait else {})
        return httpx.post(f"{self._url}/{path}", json=body or {}, headers=headers, timeout=30, trust_env=False)

    @property
    def _token(self) -> dict[str, str]:
        token = (self.data / "secrets" / "api-token.txt").read_text().strip()
        return {"Authorization": f"Bearer {token}"}

    @property
    def _url(self) -> str:
        return f"{json.loads((self.data / 'run.json').read_text())['portal']}/api/v1"


class Seasons:
    """Plays each database's season at the first need of it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._played, self._server = folder, dict[str, Season](), Postgres()
        self._serves = False

    @property
    def server(self) -> Postgres:
        """The PostgreSQL server; skips the test when there is none."""
        if not self._serves:
            self._server.start()
            self._serves = True
        return self._server

    def of(self, database: str) -> Season:
        """The season on `sqlite` or `postgres`."""
        if database not in self._played:
            template = self.server.new_databases(SERVICES) if database == "postgres" else ""
            self._played[database] = _play(self._folder / database / "var", template)
        return self._played[database]

    def fresh(self, database: str) -> str:
        """A template for empty stores of all services."""
        if database == "postgres":
            return self.server.new_databases(SERVICES)
        folder = self._folder / f"fresh-{len(list(self._folder.iterdir()))}"
        folder.mkdir()
        return f"sqlite:///{folder}/{{service}}.db"

    def close(self) -> None:
        """Ends the server."""
        for season in self._played.values():
            season.stores.close()
        self._server.stop()


def _play(data: Path, template: str) -> Season:
    data.parent.mkdir()
    words = ("--stores", template) if template else ()
    done = cityteams("demo", "--exit", "--json", "--data", data, *words, seconds=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = done.stdout.splitlines()
    return Season(data, template, json.loads(line), done.stderr)


def services() -> dict[str, Service]:
    """The installed services, not running."""
    return dict(installed_services())


def differing(service: Service, one: str, other: str) -> list[comparing.Difference]:
    """The rows in which two stores of a service differ."""
    engines = comparing.open_store(one), comparing.open_store(other)
    try:
        return list(comparing.differences(*engines, service.store.metadata))
    finally:
        for engine in engines:
            engine.dispose()
