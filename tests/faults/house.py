"""The whole house as real processes, with a hand that kills parts of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import psutil

from cityteams_store.envelope import derived_id

COMMAND = str(Path(sys.executable).parent / "cityteams")
SERVICES = ("registration", "clusters", "events", "notifications", "portal")
PARTS = (*SERVICES, "nats")


@dataclass
class Season:
    """One `cityteams demo` that plays the sample season on a data folder of ours."""

    folder: Path
    killed: Counter[str] = field(default_factory=Counter)

    def start(self) -> "Season":
        """Starts it; its words go to a log beside the data."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._out = (self.folder.parent / f"{self.folder.name}.out").open("w+b")
        self._log = (self.folder.parent / f"{self.folder.name}.log").open("w+b")
        command = [COMMAND, "demo", "--exit", "--json", "--data", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=self._out, stderr=self._log)
        return self

    @property
    def plays(self) -> bool:
        """Whether it is still going on."""
        return self.process.poll() is None

    def ready(self) -> bool:
        """Whether all parts have been started."""
        return {part for part, _ in self.parts()} >= set(PARTS) and (self.folder / "run.json").exists()

    def parts(self) -> Iterator[tuple[str, psutil.Process]]:
        """The living processes by name."""
        for child in psutil.Process(self.process.pid).children():
            try:
                words = " ".join(child.cmdline())
            except psutil.Error:
                continue
            name = "nats" if "nats-server" in words else words.partition("-m cityteams_")[2].split(" ")[0]
            if name in PARTS:
                yield name, child

    def kill_one(self, chance: Random, among: tuple[str, ...] = PARTS) -> str:
        """kill -9 of one part that lives; nothing when none of them does."""
        living = sorted((part for part in self.parts() if part[0] in among), key=lambda part: part[0])
        if not living:
            return ""
        name, victim = chance.choice(living)
        with psutil_gone():
            victim.send_signal(signal.SIGKILL)
        self.killed[name] += 1
        return name

    def result(self, within: float = 180) -> dict[str, Any]:
        """The line it ended with."""
        self.process.wait(within)
        self._out.seek(0)
        lines = self._out.read().decode().splitlines()
        if not lines:
            raise AssertionError((self.folder.parent / f"{self.folder.name}.log").read_text()[-3000:])
        found: dict[str, Any] = json.loads(lines[-1])
        return found

    def stop(self) -> None:
        """Ends it, however it stands."""
        if self.plays:
            self.process.terminate()
            self.process.wait(20)
        self._out.close()
        self._log.close()


class psutil_gone:  # noqa: N801 - reads as a statement
    """A process that has ended meanwhile is no error."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, *_: object) -> bool:
        return kind is not None and issubclass(kind, psutil.Error)


def outbox(folder: Path, service: str) -> list[tuple[str, str, dict[str, str]]]:
    """Message id, stream and headers of everything a service said, in order."""
    with closing(sqlite3.connect(folder / "stores" / f"{service}.db")) as db:
        rows = db.execute("SELECT message_id, stream, headers FROM outbox ORDER BY position").fetchall()
    return [(message_id, stream, json.loads(headers)) for message_id, stream, headers in rows]


def commands_without_one_effect(folder: Path) -> list[str]:
    """Commands that people were told are safe, and that were not handled exactly once.

    Handling a command says events whose ids are derived from its id and 0, 1, 2 …: another handling would show.
    """
    effects: dict[str, set[tuple[str, str]]] = {}
    for service in SERVICES[:-1]:
        for message_id, _, headers in outbox(folder, service):
            effects.setdefault(headers.get("ce-causationid", ""), set()).add((service, message_id))
    wrong = []
    for command_id, stream, _ in outbox(folder, "portal"):
        owner = stream.removeprefix("CMD_").lower()
        said = {each for each in effects.get(command_id, set()) if each[0] == owner}
        expected = {(owner, derived_id(command_id, owner, str(number))) for number in range(len(said))}
        if not said or said != expected:
            wrong.append(f"{command_id} of {stream} has {len(said)} effects")
    return wrong


def wait_for(what: str, so: Any, within: float = 60) -> None:
    """Returns once it is so; says what was awaited when it never is."""
    until = time.monotonic() + within
    while not so():
        if time.monotonic() > until:
            raise AssertionError(f"waited {within:g} s for {what}")
        time.sleep(0.02)


def soaking() -> bool:
    """Whether the long form was asked for (`make faults`)."""
    return os.environ.get("CITYTEAMS_SOAK") == "1"
