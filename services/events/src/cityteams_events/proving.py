"""Runs both engines for a timetable of meetings beside each other, each in a process of its own that can be stopped."""

from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic

from cityteams_events.domain.meetings.answers import Answer, Verdict, counted_out
from cityteams_events.domain.meetings.problem import MeetingProblem

_PROVEN = frozenset({Verdict.OPTIMAL, Verdict.INFEASIBLE})
_FIRST_LOOK = 10.0
"""Deterministic seconds in which the constraint engine's proof counts before the other engine's."""


def prove(problem: MeetingProblem, seconds: float, effort: float = 1000.0) -> Answer:
    """The best timetable with its proof, or the best known after `seconds` of waiting (1 or more).

    A proof by constraints within a short deterministic effort counts before any other; after that the first proof wins.
    So the number of breaks never depends on the race, and for easy days the timetable does not either.
    """
    if answer := counted_out(problem):
        return answer
    with _Racers(problem, effort) as racers:
        return racers.first_proof(monotonic() + seconds)


class _Racers:
    """A short and a long run by constraints, one after the other, and beside them MaxSAT with and without seats."""

    def __init__(self, problem: MeetingProblem, effort: float) -> None:
        context = get_context("spawn")
        self._processes: list[BaseProcess] = []
        self._best = Answer(Verdict.UNKNOWN)
        self._waiting: list[Connection] = []
        for work in (_by_constraints, _by_maxsat, _by_maxsat_without_seats):
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=work, args=(there, problem, effort), daemon=True)
            process.start()
            there.close()
            self._processes.append(process)
            self._waiting.append(here)

    def __enter__(self) -> "_Racers":
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.join()
        for connection in self._waiting:
            connection.close()

    def first_proof(self, until: float) -> Answer:
        """Waits for the constraint engine's first look, then for whoever proves something."""
        constraints, held = self._waiting[0], None
        looked = False
        while (left := until - monotonic()) > 0 and self._waiting:
            for ready in wait(self._waiting, timeout=left):
                assert isinstance(ready, Connection)  # noqa: S101 - nothing else was given
                answer = self._taken(ready)
                looked = looked or ready is constraints
                if answer is not None and answer.verdict in _PROVEN:
                    held = answer if ready is constraints or held is None else held
            if held is not None and looked:
                return held
        return held or self._best

    def _taken(self, ready: Connection) -> Answer | None:
        try:
            answer = ready.recv()
        except EOFError:
            self._waiting.remove(ready)
            return None
        assert isinstance(answer, Answer)  # noqa: S101 - our own process sent it
        if answer.timetable and (self._best.breaks is None or (answer.breaks or 0) < self._best.breaks):
            self._best = answer
        return answer


def _by_constraints(told: Connection, problem: MeetingProblem, effort: float) -> None:
    from cityteams_events.domain.meetings.engines import solve_by_constraints  # noqa: PLC0415 - heavy, so only here

    first = solve_by_constraints(problem, min(_FIRST_LOOK, effort))
    told.send(first)
    if first.verdict not in _PROVEN and effort > _FIRST_LOOK:
        told.send(solve_by_constraints(problem, effort))


def _by_maxsat(told: Connection, problem: MeetingProblem, _effort: float) -> None:
    from cityteams_events.domain.meetings.engines import solve_by_maxsat  # noqa: PLC0415 - heavy, so only here

    told.send(solve_by_maxsat(problem))


def _by_maxsat_without_seats(told: Connection, problem: MeetingProblem, _effort: float) -> None:
    from cityteams_events.domain.meetings.engines import solve_by_maxsat  # noqa: PLC0415 - heavy, so only here

    told.send(solve_by_maxsat(problem, seats=False))
