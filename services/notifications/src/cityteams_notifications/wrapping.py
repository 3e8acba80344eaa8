"""Mails of a large mailing are put together in a process beside the postman's, so that two processors work at it.

The child is this module, told over its standard input and answering on its standard output. It ends when its input
ends, which it does with the postman, whatever ends that. While there is no child, or it is not ready, or it is gone,
the work is done here: the mails are the same.
"""

import asyncio
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from cityteams_notifications.composing import Mail, Sender, Unwritable, compose
from cityteams_notifications.domain.letters import Letter
from cityteams_notifications.parts import Parts

MANY = 25
"""A child is started once so many mails are wanted together; it takes a second to start and 70 MB."""


@dataclass(frozen=True)
class Order:
    """One mail that is wanted: a letter with its words, and to whom it goes."""

    letter: Letter
    parts: Parts
    name: str
    mail: str
    at: datetime


def wrap(orders: Sequence[Order], sender: Sender) -> list[Mail | None]:
    """The mails, in order; None for one that cannot be written."""
    return [_mail(each, sender) for each in orders]


def _mail(order: Order, sender: Sender) -> Mail | None:
    try:
        return compose(order.letter, order.parts, order.name, order.mail, sender, order.at)
    except Unwritable:
        return None


@dataclass
class _Child:
    """A process that puts mails together, and the two ends through which it is talked to."""

    process: "subprocess.Popen[bytes]"
    asked: IO[bytes]
    answers: IO[bytes]
    ready: bool = False

    def is_ready(self) -> bool:
        """Whether it has said its first word, which is nothing."""
        if not self.ready and select.select([self.answers], [], [], 0)[0]:
            self.ready = bool(self.answers.read(1))
        return self.ready

    def ask(self, orders: Sequence[Order]) -> list[Mail | None]:
        """What it makes of these. Raises OSError, EOFError or UnpicklingError when it is gone."""
        _tell(self.asked, orders)
        answer: list[Mail | None] = pickle.load(self.answers)  # noqa: S301 - from our own child
        return answer

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self.process.kill()
        self.process.wait()
        self.answers.close()
        with suppress(OSError):  # what was still to be told has nobody to hear it
            self.asked.close()


@dataclass
class Wrapper:
    """Puts mails together, with a child while there are many."""

    sender: Sender
    processors: int = field(default_factory=lambda: os.cpu_count() or 1)
    _child: _Child | None = None

    async def wrap(self, orders: Sequence[Order]) -> list[Mail | None]:
        """The mails, in order; None for one that cannot be written."""
        if self._child is None and len(orders) >= MANY and self.processors > 1:
            self._child = await asyncio.to_thread(_start, self.sender)
        child = self._child
        try:
            if child is not None and await asyncio.to_thread(child.is_ready):
                return await asyncio.to_thread(child.ask, orders)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # it was ended; the next many start another
            self.end()
        return wrap(orders, self.sender)

    def end(self) -> None:
        """There is nothing more to put together for now."""
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _start(sender: Sender) -> _Child:
    command = [sys.executable, "-m", "cityteams_notifications.wrapping"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    if process.stdin is None or process.stdout is None:
        raise OSError("a process without pipes")
    _tell(process.stdin, sender)
    return _Child(process, process.stdin, process.stdout)


def _tell(stream: IO[bytes], what: object) -> None:
    pickle.dump(what, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def main() -> None:
    """The child: answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the postman, who ends this
    with suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):  # the postman is gone, perhaps amid a word
        _serve(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)  # what was not heard is not said again


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    sender: Sender = pickle.load(asked)  # noqa: S301 - from our own parent
    answers.write(b"\n")
    answers.flush()
    while True:
        _tell(answers, wrap(pickle.load(asked), sender))  # noqa: S301 - as above


if __name__ == "__main__":
    main()
