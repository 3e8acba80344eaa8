"""Has runs of partner matching worked out by a process of its own, and says the lists in short transactions.

A run stands in the store from the moment that it was asked for until all its lists are said. A service that is killed
meanwhile begins it again; lists that were said before then say nothing new, so nobody is told anything twice.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from cityteams_chassis import Service, Tx
from cityteams_clusters.computing.alone import work_alone
from cityteams_clusters.computing.worker import Computer, Worker
from cityteams_clusters.domain.partners.run import OpenRun
from cityteams_clusters.domain.teams.progress import unheard
from cityteams_clusters.partners.store import OPEN_RUNS, accepted_sheets, kept_apart, lists_of_round, open_runs
from cityteams_clusters.partners.words import words_of_round
from cityteams_clusters.partners.work import MatchingAsked, Matchmaker
from cityteams_clusters.store.formation import AlreadySaidError
from cityteams_contracts import Event
from cityteams_timers import timer_id

AT_ONCE = 250
"""Lists that are said in one transaction, so that commands and worksheets never wait long for the store."""


async def match_partners(service: Service) -> None:
    """Works out runs until the service stops; one replica does it."""
    worker = Worker(Matchmaker, "partners")
    await work_alone(service, "partners", worker, Matching(service, worker).turn)


class Matching:
    """One look after the other at the runs there are."""

    def __init__(self, service: Service, worker: Computer) -> None:
        self._service, self._worker = service, worker

    async def turn(self) -> bool:
        """Works out the earliest run; False when there is none."""
        runs = await self._service.read(open_runs)
        if runs:
            await self._work_out(runs[0])
        return bool(runs)

    async def _work_out(self, run: OpenRun) -> None:
        now = datetime.now(UTC)
        asked = await self._service.read(lambda tx: _asked(tx, run, now))
        try:
            events = await self._worker.compute(asked, unheard, self._service.stopping.is_set)
        finally:
            self._worker.end()  # a run is rare, and what it needed of memory is much
        for start in range(0, len(events), AT_ONCE):
            await self._say(run, events[start : start + AT_ONCE], now)

    async def _say(self, run: OpenRun, events: Sequence[Event], now: datetime) -> None:
        """Says some lists, unless the run was finished by another replica."""

        def work(tx: Tx) -> None:
            if tx.get(OPEN_RUNS, run.run_id) is not None:
                tx.say(*events)

        named = timer_id("partner-run", run.run_id, events[0].key, now.isoformat())
        with suppress(AlreadySaidError):  # said before, by this replica or by another one
            await self._service.act(named, now, work)


def _asked(tx: Tx, run: OpenRun, now: datetime) -> MatchingAsked:
    from cityteams_clusters.domain.partners.matching import Pool  # noqa: PLC0415 - a heavy solver

    sheets = accepted_sheets(tx, run.round_id)
    pool = Pool(sheets, words_of_round(sheets, tx), kept_apart(tx))
    return MatchingAsked(run, pool, tuple(lists_of_round(tx, run.round_id)), now)
