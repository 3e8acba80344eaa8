"""A search outlives the service: whoever is killed begins again, and the agenda is the same."""

import asyncio

import pytest

from cityteams_contracts.events import AgendaImproved, AgendaSolved, InterestsStated, Room, SolveAgenda
from cityteams_events.solving.loop import Bench, solve_agendas
from cityteams_events.solving.worker import Worker
from cityteams_events.store.planning import running
from tests.events.planning.desk import JAM, computed, happens, hold, session
from tests.events.samples import NOON, day

pytestmark = pytest.mark.slow
HARD = SolveAgenda(gathering_id=JAM, seed=2, seeds=2, effort=400)


def busy(desk):
    """Enough sessions and interests that the search takes a while and never comes down to nothing."""
    rooms = tuple(Room(room_id=name, name=name, capacity=100) for name in ("a", "b", "c"))
    desk.take(hold(rooms=rooms, days=(day(),)), *(session(f"s-{each}", f"p-{each % 9}") for each in range(20)))
    for guest in range(30):
        wanted = tuple(f"s-{each}" for each in sorted({(guest + step * step) % 20 for step in range(9)}))
        happens(desk, InterestsStated(person_id=f"g-{guest}", gathering_id=JAM, sessions=wanted, stated_at=NOON))
    desk.take(HARD)
    return desk


async def until_it_said_something(desk, before):
    async with asyncio.timeout(120):
        while not any(isinstance(each, AgendaImproved) for each in desk.said(before)):
            await desk.service.wait_change(1)


def test_a_service_that_was_killed_begins_the_search_again_and_finds_the_same(new_desk):
    whole, killed = busy(new_desk()), busy(new_desk())
    *_, found = computed(whole)
    before = killed.posted()

    async def kill():
        bench = Bench(killed.service, Worker())
        turn = asyncio.create_task(bench.turn())
        await until_it_said_something(killed, before)
        bench.close()
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)

    asyncio.run(kill())
    assert len(killed.read(running)) == 1, "nothing but the store says that a search is running"
    *told, again = computed(killed)
    assert isinstance(found, AgendaSolved)
    assert (again.places, again.weight) == (found.places, found.weight)
    steps = [each.done for each in killed.said(before) if isinstance(each, AgendaImproved)]
    assert steps == sorted(set(steps)), "what was said before is not said again"
    assert all(isinstance(each, AgendaImproved) for each in told)


def test_the_loop_of_the_service_solves_and_stops_with_it(new_desk):
    desk = new_desk()
    desk.take(hold(), session("alpha"), session("beta"), SolveAgenda(gathering_id=JAM, seeds=1, effort=1))
    before = desk.posted()

    async def serve():
        loop = asyncio.create_task(solve_agendas(desk.service))
        async with asyncio.timeout(120):
            while not any(isinstance(each, AgendaSolved) for each in desk.said(before)):
                await desk.service.wait_change(1)
        desk.service.stopping.set()
        await loop

    asyncio.run(serve())
    assert desk.read(running) == []
