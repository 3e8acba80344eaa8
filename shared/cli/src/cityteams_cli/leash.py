"""Ends what a supervisor started when the supervisor is gone, however it went: run as a script, with its own session.

It reads `+PID` and `-PID` lines. The end of its input means that nobody holds the other end any more: then every
process still noted is told to stop, and killed four seconds later. The lock of the data folder is held until then.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable

_PATIENCE = 4.0


def noted(lines: Iterable[str]) -> list[int]:
    """The processes that are to be ended, oldest first."""
    pids: dict[int, None] = {}
    for line in lines:
        if line[:1] == "+" and line[1:].strip().isdigit():
            pids[int(line[1:])] = None
        elif line[:1] == "-" and line[1:].strip().isdigit():
            pids.pop(int(line[1:]), None)
    return list(pids)


def send(pids: Iterable[int], number: int) -> list[int]:
    """Sends a signal to each process with its group; returns those that were there."""
    there = []
    for pid in pids:
        try:
            os.killpg(pid, number)
            there.append(pid)
        except (ProcessLookupError, PermissionError):
            continue
    return there


def end(pids: list[int], patience: float = _PATIENCE) -> None:
    """Stops the first one, which is the broker, after the others have drained; kills what is left in the end."""
    broker, others = pids[:1], pids[1:]
    _stop(others, patience * 0.8)
    _stop(broker, patience * 0.2)
    send(pids, signal.SIGKILL)


def _stop(pids: list[int], patience: float) -> None:
    left, until = send(pids, signal.SIGTERM), time.monotonic() + patience
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = send(left, 0)


if __name__ == "__main__":
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    end(noted(sys.stdin))
