"""Keeps processes alive: starts them, shows their lines, restarts what dies, and stops all of them in order."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from time import monotonic
from typing import TextIO

from cityteams_cli import leash
from cityteams_cli.programs import Program
from cityteams_cli.talk import Talk
from cityteams_store.errors import Refused

_REFUSES, _REFUSAL = 2, "cityteams: "
_LASTS = 10.0
"""Seconds after which a process counts as healthy again, so that its next restart is quick."""
_LONGEST_LINE = 1 << 20


def restart_delay(failures: int) -> float:
    """Seconds before the next try: 0.2, 0.4, 0.8 … 5."""
    return float(min(5.0, 0.2 * 2 ** min(failures - 1, 10)))


class Leash:
    """The helper process that ends ours when we are gone; it holds the lock of the folder until that is done."""

    def __init__(self, lock: TextIO) -> None:
        self._helper = Popen(  # noqa: S603 - our own file
            [sys.executable, "-I", "-S", str(Path(leash.__file__))],
            stdin=PIPE,
            text=True,
            start_new_session=True,
            pass_fds=(lock.fileno(),),
        )

    def note(self, sign: str, pid: int) -> None:
        """`+` for a process that was started, `-` for one that has ended."""
        assert self._helper.stdin is not None  # noqa: S101 - it was asked for
        with suppress(BrokenPipeError):
            self._helper.stdin.write(f"{sign}{pid}\n")
            self._helper.stdin.flush()

    def close(self) -> None:
        """Everything has ended; blocks until the helper has, too."""
        with suppress(BrokenPipeError):
            self._helper.communicate(timeout=10)


class Child:
    """One program, through all its restarts."""

    def __init__(self, program: Program, talk: Talk, leash_: Leash) -> None:
        self.program, self._talk, self._leash = program, talk, leash_
        self.process: Process | None = None
        self.was_ready, self.stopping = False, False
        self._last, self._refusal = "", list[str]()

    async def run(self) -> None:
        """Until told to stop. Raises Refused with the program's own words when it will not start as it is."""
        failures = 0
        while True:
            since, self._refusal = monotonic(), []
            code = await self._once()
            if self.stopping:
                return
            if code == _REFUSES and not self.was_ready:
                raise Refused("; ".join(self._refusal) or self._last or f"{self.program.name} refuses to start")
            failures = 1 if monotonic() - since > _LASTS else failures + 1
            delay = restart_delay(failures)
            self._talk.say(f"{self.program.name} ended ({_ending(code)}); starts again in {delay:g} s", loud=True)
            await asyncio.sleep(delay)

    async def _once(self) -> int:
        program = self.program
        self.process = await asyncio.create_subprocess_exec(
            *program.command,
            env=os.environ | program.environment,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,
            limit=_LONGEST_LINE,
        )
        self._leash.note("+", self.process.pid)
        try:
            await self._listen(self.process)
            return await self.process.wait()
        finally:
            self._leash.note("-", self.process.pid)

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # longer than anybody reads
                continue
            if not line:
                return
            text = line.decode("utf-8", "replace").rstrip()
            self._last = text or self._last
            if text.startswith(_REFUSAL) and not self.was_ready:  # shown once, by whoever ends because of it
                self._refusal.append(text.removeprefix(_REFUSAL))
            else:
                self._talk.line(self.program.name, text)

    def send(self, number: int) -> None:
        """Signals the process with all it started, if it is there."""
        self.stopping = True
        if self.process is not None and self.process.returncode is None:
            leash.send([self.process.pid], number)

    @property
    def gone(self) -> bool:
        """Whether nothing of it runs."""
        return self.process is None or self.process.returncode is not None


class Supervisor:
    """All children; the first refusal ends everything."""

    def __init__(self, talk: Talk, leash_: Leash) -> None:
        self._talk, self._leash = talk, leash_
        self._tasks: dict[Child, asyncio.Task[None]] = {}

    def start(self, programs: Iterable[Program]) -> list[Child]:
        """Starts programs side by side."""
        started = [Child(program, self._talk, self._leash) for program in programs]
        self._tasks |= {child: asyncio.create_task(child.run(), name=child.program.name) for child in started}
        return started

    def check(self) -> None:
        """Raises what a child could not go on with."""
        for task in self._tasks.values():
            if task.done() and not task.cancelled() and (wrong := task.exception()):
                raise wrong

    async def stop(self, patience: float = 4.0) -> bool:
        """SIGTERM wave by wave, SIGKILL to what is left after `patience` seconds; whether nothing had to be killed."""
        until = monotonic() + patience
        for wave in sorted({child.program.wave for child in self._tasks}):
            members = [child for child in self._tasks if child.program.wave == wave]
            await self._end(members, signal.SIGTERM, until - monotonic() - 0.3 * (2 - wave))
        left = [child for child in self._tasks if not child.gone]
        await self._end(left, signal.SIGKILL, 1.0)
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        return not left

    async def _end(self, children: Sequence[Child], number: int, patience: float) -> None:
        tasks = [self._tasks[child] for child in children]
        for child, task in zip(children, tasks, strict=True):
            child.send(number)
            if child.gone:  # it was waiting for its next start
                task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=max(0.0, patience))


def _ending(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
