"""Looks for what has to be computed, has it computed by the worker, and says the result in one transaction.

What is said is a function of what was written down: a run of the worksheets as they were when it was asked for. A
service that is killed meanwhile begins the run again; the ids of what is said follow from the run, so it is said once.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from cityteams_chassis import Service, Tx
from cityteams_clusters.computing.alone import IDLE, work_alone
from cityteams_clusters.computing.worker import Computer, Worker, WorkFailedError
from cityteams_clusters.domain.forming.proposals import KeptProposal, ProposalState
from cityteams_clusters.domain.forming.runs import FormationRun, RunState
from cityteams_clusters.domain.teams.progress import unheard
from cityteams_clusters.forming.work import FollowAsked, RunAsked, WhyAsked, Workshop
from cityteams_clusters.store.formation import (
    RUNS,
    AlreadySaidError,
    Question,
    changed_since,
    latest_completed,
    marks_of_pool,
    open_questions,
    pool_at,
    proposals_of,
    running,
)
from cityteams_contracts import Event
from cityteams_contracts.clusters import FormationRunAdvanced, FormationStep, ProposalDropped, TeamProposed
from cityteams_timers import timer_id

_TOLD_EVERY = 5.0


async def form_teams(service: Service) -> None:
    """Computes runs, follows worksheets and answers questions until the service stops; one replica does it."""
    worker = Worker(Workshop, "formation")
    await work_alone(service, "formation", worker, Forming(service, worker).turn)


class Forming:
    """One look after the other at what there is to do."""

    def __init__(self, service: Service, worker: Computer) -> None:
        self._service, self._worker = service, worker
        self._seen: tuple[object, ...] = ()
        self._told = 0.0
        self._wanted = True

    async def turn(self) -> bool:
        """Does the first thing there is to do; False when there is nothing."""
        for run in await self._service.read(running):
            await self._compute(run)
            return True
        for question in await self._service.read(open_questions):
            await self._answer(question)
            return True
        return await self._follow()

    async def _compute(self, run: FormationRun) -> None:
        pool = await self._service.read(lambda tx: pool_at(tx, run.round_id, run.started_at))
        self._wanted = True
        watching = asyncio.create_task(self._watch(run.run_id))
        telling: set[asyncio.Task[None]] = set()

        def hear(step: str, done: int, of: int) -> None:
            now = asyncio.get_running_loop().time()
            if now - self._told >= _TOLD_EVERY:
                self._told = now
                telling.add(asyncio.create_task(self._advance(run.run_id, step, done, of)))

        try:
            events = await self._worker.compute(RunAsked(run.asked, pool), hear, lambda: not self._wanted)
        except WorkFailedError:
            if self._wanted:
                raise
            return
        finally:
            watching.cancel()
            await asyncio.gather(*telling, return_exceptions=True)
        await self._say(timer_id("formation-run", run.run_id), events, run.run_id, RunState.RUNNING)

    async def _watch(self, run_id: str) -> None:
        """Finds out when a run was cancelled."""
        while self._wanted:
            await self._service.wait_change(IDLE)
            kept = await self._service.read(lambda tx: tx.get(RUNS, run_id))
            self._wanted = kept is not None and kept.state is RunState.RUNNING

    async def _advance(self, run_id: str, step: str, done: int, of: int) -> None:
        event = FormationRunAdvanced(run_id=run_id, step=FormationStep(step), done=done, of=of)
        await self._say(timer_id("formation-advance", run_id, step, str(done)), [event], run_id, RunState.RUNNING)

    async def _answer(self, question: Question) -> None:
        def known(tx: Tx) -> WhyAsked | None:
            run = tx.get(RUNS, question.asked.run_id)
            if run is None:
                return None
            pool = pool_at(tx, run.round_id, run.started_at)
            return WhyAsked(question.asked, run.asked, pool, tuple(proposals_of(tx, run.run_id)))

        asked = await self._service.read(known)
        if asked is not None:
            events = await self._worker.compute(asked, unheard, self._service.stopping.is_set)
            await self._say(timer_id("why-not", question.question_id), events, asked.run.run_id, None)

    async def _follow(self) -> bool:
        """Lets the proposals of the latest run follow the worksheets, if anything changed since the last look."""
        runs = await self._service.read(latest_completed)
        if not runs:
            return False
        run = max(runs, key=lambda each: (each.started_at, each.run_id))
        marks, kept = await self._service.read(lambda tx: (marks_of_pool(tx), proposals_of(tx, run.run_id)))
        seen = (run.run_id, marks, tuple((one.proposal_id, one.state) for one in kept))
        if seen == self._seen:
            return False
        now = datetime.now(UTC)
        pool = await self._service.read(lambda tx: pool_at(tx, run.round_id, now))
        untouched = not await self._service.read(lambda tx: changed_since(tx, run.started_at))
        self._seen = seen
        if untouched and all(one.state is ProposalState.OPEN and not one.team.revision for one in kept):
            return False  # what the run found still holds, so its engine need not be made
        asked = FollowAsked(run.asked, pool, tuple(kept))
        events = await self._worker.compute(asked, unheard, self._service.stopping.is_set)
        if events:
            await self._say(timer_id("formation-follow", run.run_id, now.isoformat()), events, run.run_id, None)
        return bool(events)

    async def _say(self, trigger: str, events: Sequence[Event], run_id: str, only: RunState | None) -> None:
        """Says what still holds; whatever was decided meanwhile stays."""

        def work(tx: Tx) -> None:
            run = tx.get(RUNS, run_id)
            if only is None or (run is not None and run.state is only):
                stands = {one.proposal_id: one for one in proposals_of(tx, run_id)} if only is None else {}
                tx.say(*(event for event in events if _holds(event, stands)))

        with suppress(AlreadySaidError):  # said before, by this replica or by another one
            await self._service.act(trigger, datetime.now(UTC), work)


def _holds(event: Event, stands: dict[str, KeptProposal]) -> bool:
    """A team that was adopted meanwhile is not changed any more."""
    if not isinstance(event, TeamProposed | ProposalDropped):
        return True
    kept = stands.get(event.proposal_id)
    return kept is None or kept.state is not ProposalState.ADOPTED
