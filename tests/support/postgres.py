"""A throwaway PostgreSQL server on a unix socket, for tests and measurements."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

from tests.support.needs import missing

OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",  # the directory is thrown away; a power cut is not what these tests are about
    "full_page_writes": "off",
    "synchronous_commit": "on",  # the services refuse to start without it
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
STARTING_TAKES_AT_MOST = 30.0


def binaries() -> Path | None:
    """The folder that holds `initdb` and `postgres`: $PG_BIN, Debian's newest, or the one on PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    on_path = shutil.which("initdb")
    named = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    for folder in [*named, *debian, *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


class Postgres:
    """One server in a temporary folder; every test takes a database of its own from it."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def folder(self) -> Path:
        """Where the socket, the data and the log are."""
        if self._folder is None:
            raise RuntimeError("the server was not started")
        return self._folder

    def start(self) -> None:
        """Make a cluster and start it; skips or fails the test when PostgreSQL is not installed."""
        if binaries() is None:
            missing("PostgreSQL (initdb, postgres)", "apt-get install postgresql, or set PG_BIN")
        # A socket's path may have 107 characters at most, so not below pytest's own temporary folder.
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, *_account())
        try:
            self._run("initdb", "-D", str(self.folder / "data"), "-U", "app", "-A", "trust", "--no-sync", *_ENCODING)
            self.resume()
        except BaseException:
            self.stop()
            raise

    def resume(self) -> None:
        """Start the server on the data that are there, as after `kill`."""
        options = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
        command = self._command("postgres", "-D", str(self.folder / "data"), "-k", str(self.folder), *options)
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd="/")
        self._wait_until_ready()

    def new_database(self) -> str:
        """A fresh, empty database; the answer is its SQLAlchemy address."""
        name = f"t{next(self._numbers)}"
        self._tell(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"postgresql+psycopg://app@/{name}?host={self.folder}"

    def new_databases(self, services: Iterable[str]) -> str:
        """A fresh database for each of them; the answer is an address with `{service}` in it."""
        name = f"t{next(self._numbers)}"
        for service in services:
            self._tell(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"{name}_{service}")))
        return f"postgresql+psycopg://app@/{name}_{{service}}?host={self.folder}"

    def kill(self) -> None:
        """End the server without any farewell, as a crash does."""
        if self._server is not None:
            subprocess.run(["pkill", "-KILL", "-P", str(self._server.pid)], check=False)
            self._server.kill()
            self._server.wait()
            self._server = None

    def stop(self) -> None:
        """Stop the server, at once and whatever its clients do, and remove the folder."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)  # its "fast" shutdown: clients are sent away
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
            self._server = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _tell(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user="app", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _wait_until_ready(self) -> None:
        give_up = time.monotonic() + STARTING_TAKES_AT_MOST
        ready = self._command("pg_isready", "-h", str(self.folder), "-q")
        while subprocess.run(ready, check=False, cwd="/").returncode != 0:
            dead = self._server is None or self._server.poll() is not None
            if dead or time.monotonic() > give_up:
                raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def _run(self, *command: str) -> None:
        done = subprocess.run(self._command(*command), check=False, capture_output=True, text=True, cwd="/")
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} failed: {done.stderr[-2000:]}")

    def _command(self, program: str, *arguments: str) -> list[str]:
        folder = binaries()
        if folder is None:
            missing("PostgreSQL", "apt-get install postgresql, or set PG_BIN")
        return [*_as_somebody_else(), str(folder / program), *arguments]


_ENCODING = ("-E", "UTF8", "--locale=C")


def _as_somebody_else() -> list[str]:
    """PostgreSQL refuses to run as root: then its programs run as another account."""
    if os.geteuid() != 0:
        return []
    user, group = _account()
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]


def _account() -> tuple[int, int]:
    """The user and group that own a server which root starts."""
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid
