"""The process that computes: one job after the other, each told how far it is and stopped whenever it is asked to."""

import os
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event as Flag
from typing import Any

from cityteams_events.domain.solver.answers import Refusal, Repair, Solved
from cityteams_events.domain.solver.demands import Agenda, Demands, DemandsError

_POLITE = 5
"""Lower priority, so that the service beside it answers at once."""


@dataclass(frozen=True)
class SearchJob:
    """The best agenda of so many seeds from the first on, with so many moves each."""

    demands: Demands
    seed: int
    seeds: int
    moves: int


@dataclass(frozen=True)
class RepairJob:
    """The fewest moves that mend an agenda."""

    demands: Demands
    agenda: Agenda


@dataclass(frozen=True)
class Told:
    """How far a search is; `weight` is that of the best agenda so far."""

    done: float
    weight: int | None


class WorkerGone(Exception):  # noqa: N818 - what happened
    """The process ended without an answer."""


class Worker:
    """Started with the first job, since what it computes with takes seconds to load, and kept until it is closed."""

    def __init__(self) -> None:
        self._context = get_context("spawn")
        self._process: BaseProcess | None = None
        self._here: Connection | None = None
        self._stop: Flag | None = None

    def begin(self, job: SearchJob | RepairJob) -> None:
        """Hands a job in; the one before has to be answered."""
        if self._process is None or not self._process.is_alive():
            self._start()
        if self._stop is None or self._here is None:
            raise WorkerGone
        self._stop.clear()
        self._here.send(job)

    def _start(self) -> None:
        self.close()
        self._here, there = self._context.Pipe()
        self._stop = self._context.Event()
        self._process = self._context.Process(target=_work, args=(there, self._stop), daemon=True)
        self._process.start()
        there.close()

    def wait(self, seconds: float) -> Told | Solved | Repair | None:
        """What the process told, or None after so many seconds; raises WorkerGone when it has ended."""
        if self._here is None:
            raise WorkerGone
        try:
            found: Any = self._here.recv() if self._here.poll(seconds) else None
        except (EOFError, OSError):
            self.close()
            raise WorkerGone from None
        return found if isinstance(found, Told | Solved | Repair) else None

    def stop(self) -> None:
        """The job ends with the best found."""
        if self._stop is not None:
            self._stop.set()

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._here is not None:
            self._here.close()
        self._process = self._here = self._stop = None


def _work(there: Connection, stop: Flag) -> None:
    os.nice(_POLITE)
    while True:
        try:
            job = there.recv()
        except EOFError:
            return
        there.send(_answer(job, there, stop))


def _answer(job: SearchJob | RepairJob, there: Connection, stop: Flag) -> Solved | Repair:
    from cityteams_events.domain.solver.repair import repair  # noqa: PLC0415 - heavy, and only this process needs it

    try:
        return repair(job.demands, job.agenda) if isinstance(job, RepairJob) else _searched(job, there, stop)
    except DemandsError as wrong:
        refusal = Refusal((str(wrong),), proven=False)
        return Repair(None, refusal=refusal) if isinstance(job, RepairJob) else Solved(None, refusal=refusal)


def _searched(job: SearchJob, there: Connection, stop: Flag) -> Solved:
    from cityteams_events.domain.solver.engine import Progress, solve  # noqa: PLC0415 - heavy, as above

    def heard(progress: Progress) -> bool:
        there.send(Told(progress.done, progress.best.weight if progress.best else None))
        return stop.is_set()

    return solve(job.demands, job.seeds, job.moves, heard, first=job.seed)
