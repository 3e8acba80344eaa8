"""Runs the command as people do: in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

COMMAND = (str(Path(sys.executable).parent / "cityteams"),)
PLAIN = {"CITYTEAMS_TEXT_MODEL": "tfidf"}
"""The models of texts have tests of their own; here they would only cost a third of a second a worksheet."""


def cityteams(
    *words: object, seconds: float = 60, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """One command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env=os.environ | PLAIN | {"COLUMNS": "200"} | dict(environment or {}),
    )


class Up:
    """`cityteams up` in the background, for as long as a test wants."""

    def __init__(self, data: Path, *words: str) -> None:
        self.data, self.log = data, data.with_name(f"{data.name}.log")
        with self.log.open("wb") as log:
            command = [*COMMAND, "up", "--data", str(data), "--port", "0", "--nats-port", "0", *words]
            environment = os.environ | PLAIN
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, env=environment)

    def __enter__(self) -> "Up":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def says(self, words: str, seconds: float = 40) -> None:
        """Waits until the log holds these words."""
        until = time.monotonic() + seconds
        while words not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, f"never said “{words}”:\n{self.log.read_text()}"
            time.sleep(0.02)

    def ends(self, number: int = signal.SIGTERM, seconds: float = 10) -> int:
        """Signals it and waits; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip()) and not found.stdout.strip().startswith("Z")
