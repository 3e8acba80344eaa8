"""The loop of one elected replica: takes what is to be computed from the store, and says what came out.

Nothing but the store says that a search is running. A service that is killed begins the search again when it is back:
the same seed and effort give the same agenda, and what was said already has the same id and is not said twice.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from cityteams_chassis import Election, Service, Tx
from cityteams_contracts.events import AgendaImproved
from cityteams_events.domain.gathering import Release
from cityteams_events.domain.planning import mending as mendings
from cityteams_events.domain.planning import solving as solvings
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.question import Question
from cityteams_events.domain.planning.runs import Mending, RepairState, Solving, SolvingState
from cityteams_events.domain.solver.answers import Refusal, Repair, Solved
from cityteams_events.solving.worker import RepairJob, SearchJob, Told, Worker, WorkerGone
from cityteams_events.store import GATHERINGS, RELEASES
from cityteams_events.store.planning import REPAIRS, SOLVINGS, asked_repairs, programme, running
from cityteams_timers import timer_id

LOOK, IDLE, NOT_ELECTED = 0.25, 1.0, 2.0
"""Seconds between two looks at a running job, for new ones, and for the right to do this."""
STEP = 0.05
"""The share of the work after which it is said again how far a search is: at most twenty times."""
GRACE = 5.0
"""Seconds after which a search that does not end by itself is ended."""
THOUSAND, MOST_FALLS = 1000, 3
"""Moves in one unit of effort; how often the process may die over one job."""


async def solve_agendas(service: Service) -> None:
    """Computes what is asked until the service stops."""
    election, bench = Election(service.store, "solving"), Bench(service)
    try:
        while not service.stopping.is_set():
            elected = await asyncio.to_thread(election.holds)
            busy = await bench.turn() if elected else False
            with suppress(TimeoutError):
                async with asyncio.timeout(0 if busy else IDLE if elected else NOT_ELECTED):
                    await service.stopping.wait()
    finally:
        bench.close()
        election.release()


async def _nobody(_told: Told) -> None:
    """Whom nobody waits for."""


class Bench:
    """Where one job after the other is computed; `falls` counts how often the process died over each."""

    def __init__(self, service: Service, worker: Worker | None = None) -> None:
        self._service, self._worker = service, worker or Worker()
        self._falls: dict[str, int] = {}
        self._said: dict[str, float] = {}

    def close(self) -> None:
        """Ends what is being computed; it begins again with the next start."""
        self._worker.close()

    async def turn(self) -> bool:
        """Computes one thing, if there is any; trouble is told by log and readiness, and tried again."""
        try:
            busy = await self._one()
            self._service.troubles.pop("solving", None)
        except Exception as wrong:  # noqa: BLE001 - the loop must live; readiness and log tell the operator
            self._service.troubles["solving"] = f"agendas cannot be solved: {type(wrong).__name__}"
            self._service.log.error("solving.fails", reason=f"{type(wrong).__name__}: {wrong}"[:300])
            return False
        return busy

    async def _one(self) -> bool:
        searches = await self._service.read(running)
        if searches:
            return await self._search(min(searches, key=lambda each: (each.begun_at, each.solving_id)))
        repairs = await self._service.read(asked_repairs)
        if repairs:
            return await self._repair(min(repairs, key=lambda each: each.repair_id))
        return False

    async def _search(self, solving: Solving) -> bool:
        asked = await self._service.read(lambda tx: _programme(tx, solving.gathering_id))
        demands = Question(asked, solving.keep).demands
        job = SearchJob(demands, solving.seed, solving.seeds, solving.effort * THOUSAND)
        answer = await self._computed(job, solving.solving_id, lambda told: self._tell(solving, told))
        if not isinstance(answer, Solved):
            return answer is not None

        def end(tx: Tx) -> None:
            now = tx.get(SOLVINGS, solving.solving_id)
            if now is not None and now.state is SolvingState.RUNNING:
                said = solvings.conclude(_programme(tx, solving.gathering_id), now, demands, answer)
                tx.say(*([said] if said else []))

        await self._act(timer_id("solving", solving.solving_id, "ends", str(len(demands.sessions))), end)
        return True

    async def _repair(self, mending: Mending) -> bool:
        asked, last = await self._service.read(lambda tx: _released(tx, mending.gathering_id))
        demands, agenda, *_ = mendings.broken_agenda(asked, last)
        answer = await self._computed(RepairJob(demands, agenda), mending.repair_id)
        if not isinstance(answer, Repair | Solved):
            return answer is not None
        repair = answer if isinstance(answer, Repair) else Repair(None, refusal=answer.refusal)

        def end(tx: Tx) -> None:
            now = tx.get(REPAIRS, mending.repair_id)
            if now is not None and now.state is RepairState.ASKED:
                told, last = _released(tx, now.gathering_id)
                said = mendings.conclude(told, now, last, demands, repair)
                tx.say(*([said] if said else []))

        await self._act(timer_id("repair", mending.repair_id, str(len(demands.sessions))), end)
        return True

    async def _computed(
        self, job: SearchJob | RepairJob, name: str, told: Callable[[Told], Awaitable[None]] = _nobody
    ) -> Solved | Repair | None:
        """The answer; None when the service stops meanwhile or the process died, so that it begins again."""
        if self._falls.get(name, 0) >= MOST_FALLS:
            return Solved(None, refusal=Refusal(("The computation broke down several times.",), proven=False))
        try:
            await asyncio.to_thread(self._worker.begin, job)
            return await self._awaited(name, told)
        except WorkerGone:
            self._falls[name] = self._falls.get(name, 0) + 1
            self._service.log.warning("solving.worker-gone", job=name, times=self._falls[name])
            return None

    async def _awaited(self, name: str, told: Callable[[Told], Awaitable[None]]) -> Solved | Repair | None:
        stopping = 0.0
        while not self._service.stopping.is_set():
            found = await asyncio.to_thread(self._worker.wait, LOOK)
            if isinstance(found, Told):
                await told(found)
            elif found is not None:
                return found
            if await self._service.read(lambda tx: _stop_asked(tx, name)):
                self._worker.stop()
                stopping += LOOK
            if stopping > GRACE:
                self._worker.close()
                return Solved(None, refusal=Refusal((), proven=False))
        return None

    async def _tell(self, solving: Solving, told: Told) -> None:
        if told.done < self._said.get(solving.solving_id, 0.0) + STEP:
            return
        self._said[solving.solving_id] = told.done
        about = {"gathering_id": solving.gathering_id, "solving_id": solving.solving_id}
        said = AgendaImproved(**about, done=round(told.done, 3), weight=told.weight)

        def tell(tx: Tx) -> None:
            now = tx.get(SOLVINGS, solving.solving_id)
            if now is not None and now.done < said.done:  # not said already, before the service was killed
                tx.say(said)

        await self._act(timer_id("solving", solving.solving_id, f"{told.done:.3f}"), tell)

    async def _act(self, trigger_id: str, work: Callable[[Tx], None]) -> None:
        await self._service.act(trigger_id, datetime.now(UTC), work)


def _programme(tx: Tx, gathering_id: str) -> Programme:
    gathering = tx.get(GATHERINGS, gathering_id)
    if gathering is None:
        raise LookupError(f"gathering {gathering_id} is gone, though a search of it runs")
    return programme(tx, gathering)


def _released(tx: Tx, gathering_id: str) -> tuple[Programme, Release]:
    last = tx.get(RELEASES, gathering_id)
    if last is None:
        raise LookupError(f"gathering {gathering_id} has no release, though a repair of it runs")
    return _programme(tx, gathering_id), last


def _stop_asked(tx: Tx, solving_id: str) -> bool:
    found = tx.get(SOLVINGS, solving_id)
    return found is not None and found.stop_asked
