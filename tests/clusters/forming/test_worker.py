"""The computing process: the same answer as here, progress in between, an end when nobody wants it."""

from typing import Any

import pytest

from cityteams_clusters.computing.worker import Worker, WorkFailedError
from cityteams_clusters.domain.forming.pool import PoolChange
from cityteams_clusters.domain.teams.version import VERSION
from cityteams_clusters.forming.work import RunAsked, Workshop
from cityteams_contracts.clusters import FormationEffort, FormationRunStarted, RegionWished
from tests.clusters.forming.season import ROUND, season, section
from tests.clusters.samples import NOON

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
STARTED = FormationRunStarted(
    run_id="run-1",
    round_id=ROUND,
    engine=VERSION,
    seed=1,
    effort=FormationEffort.QUICK,
    region=RegionWished.ANY,
    rules=section(),
    weights={},
    started_at=NOON,
)
ASKED = RunAsked(STARTED, tuple(PoolChange.accepted(each, each.worksheet_id, NOON) for each in season()))


async def test_a_process_of_its_own_gives_the_same_as_here_and_tells_how_far_it_is():
    worker, heard = Worker(Workshop, "formation"), list[str]()
    try:
        there = await worker.compute(ASKED, lambda step, _done, _of: heard.append(step), lambda: False)
    finally:
        worker.end()
    assert there == Workshop().answer(ASKED, lambda _step, _done, _of: None)
    assert "prices" in heard


async def test_what_nobody_wants_is_ended_and_the_next_request_is_answered():
    worker = Worker(Workshop, "formation")
    with pytest.raises(WorkFailedError, match="nobody wants"):
        await worker.compute(ASKED, lambda *_: None, lambda: True)
    nonsense: Any = "nonsense"
    with pytest.raises(WorkFailedError, match="AttributeError"):
        await worker.compute(nonsense, lambda *_: None, lambda: False)
    worker.end()
