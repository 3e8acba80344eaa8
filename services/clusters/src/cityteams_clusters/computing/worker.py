"""A process that computes: one request at a time, with progress in between; ended when nobody wants its answer."""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Protocol

from cityteams_clusters.domain.teams.progress import Tell
from cityteams_contracts import Event

Hear = Callable[[str, int, int], None]
_LOOK = 0.2
_GENTLE = 10


class WorkFailedError(RuntimeError):
    """The computation ended without an answer; the text says why."""


@dataclass(frozen=True, slots=True)
class _Told:
    step: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class _Failed:
    reason: str


class Shop(Protocol):
    """What answers requests inside the process, one after the other, and may remember something between them."""

    def answer(self, asked: Any, tell: Tell) -> list[Event]:
        """The events that say the answer."""


class Computer(Protocol):
    """Whoever works out what is asked."""

    async def compute(self, asked: Any, hear: Hear, unwanted: Callable[[], bool]) -> Any:
        """The answer to a request. Raises WorkFailedError."""

    def end(self) -> None:
        """Stops, whatever it is at."""


class Worker:
    """Keeps one child process, started when it is first needed and again after it was ended."""

    def __init__(self, shop: Callable[[], Shop], name: str) -> None:
        self._shop, self._name = shop, name
        self._child: SpawnProcess | None = None
        self._pipe: Connection | None = None

    async def compute(self, asked: Any, hear: Hear, unwanted: Callable[[], bool]) -> Any:
        """The answer to a request. Raises WorkFailedError, also when it became unwanted, which ends the process."""
        pipe = self._ready()
        try:
            await asyncio.to_thread(pipe.send, asked)
            return await self._answer(pipe, hear, unwanted)
        except (EOFError, OSError) as gone:
            self.end()
            raise WorkFailedError(f"the computing process ended: {type(gone).__name__}") from None
        except asyncio.CancelledError:
            self.end()
            raise

    async def _answer(self, pipe: Connection, hear: Hear, unwanted: Callable[[], bool]) -> Any:
        while True:
            if not await asyncio.to_thread(pipe.poll, _LOOK):
                if unwanted():
                    self.end()
                    raise WorkFailedError("nobody wants the answer any more")
                continue
            told = await asyncio.to_thread(pipe.recv)
            if isinstance(told, _Told):
                hear(told.step, told.done, told.of)
            elif isinstance(told, _Failed):
                raise WorkFailedError(told.reason)
            else:
                return told

    def _ready(self) -> Connection:
        if self._child is None or not self._child.is_alive() or self._pipe is None:
            self.end()
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            told = (theirs, os.getpid(), self._shop)
            self._child = context.Process(target=_serve, args=told, daemon=True, name=self._name)
            self._child.start()
            theirs.close()
        return self._pipe

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        if self._child is not None:
            self._child.kill()
            self._child.join(2)
        if self._pipe is not None:
            self._pipe.close()
        self._child = self._pipe = None


def _serve(pipe: Connection, parent: int, shop_of: Callable[[], Shop]) -> None:
    """The child: answers requests until the service is gone."""
    if hasattr(os, "nice"):
        os.nice(_GENTLE)
    shop, last = shop_of(), [0]

    def tell(step: str, done: int, of: int) -> None:
        if os.getppid() != parent:
            sys.exit(0)  # the service was killed; whoever takes its place begins anew
        share = done * 100 // of if of else 0
        if share != last[0]:
            last[0] = share
            pipe.send(_Told(step, done, of))

    while True:
        try:
            asked = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(shop.answer(asked, tell))
        except Exception as wrong:  # noqa: BLE001 - the service tells the operator and goes on
            pipe.send(_Failed(f"{type(wrong).__name__}: {wrong}"[:500]))
