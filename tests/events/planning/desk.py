"""A planned gathering with sessions, and its agenda solved in the same process."""

import asyncio
from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from cityteams_contracts.events import (
    AcceptSession,
    AgendaImproved,
    Day,
    EventsRejection,
    GatheringKind,
    HoldGathering,
    PlaceSession,
    PlanSession,
    ReleaseAgenda,
    Room,
    SessionContent,
    SessionKind,
    SolveAgenda,
    SolvingBegun,
)
from cityteams_events.domain.solver.engine import solve
from cityteams_events.domain.solver.repair import repair
from cityteams_events.solving.loop import Bench
from cityteams_events.solving.worker import SearchJob, Told, Worker
from cityteams_events.store import RELEASES
from cityteams_events.store.planning import PLANS

ZONE = ZoneInfo("America/New_York")
JAM = "jam-2018"
RELEASE = ReleaseAgenda(gathering_id=JAM)
SOLVE = SolveAgenda(gathering_id=JAM, seeds=1, effort=1)


def at(hour, minute=0, day=7):
    """A moment of the gathering."""
    return datetime(2018, 2, day, hour, minute, tzinfo=ZONE)


def hold(**changed):
    """Two rooms from nine to noon, half an hour each slot."""
    known = {
        "gathering_id": JAM,
        "kind": GatheringKind.TECH_JAM,
        "title": "Tech Jam",
        "place": "Boston",
        "time_zone": "America/New_York",
        "days": (Day(date=date(2018, 2, 7), opens=time(9), closes=time(12)),),
        "rooms": (Room(room_id="hall", name="Hall", capacity=200), Room(room_id="annex", name="Annex", capacity=40)),
        "slot_minutes": 30,
    }
    return HoldGathering(**{**known, **changed})


def content(title, *speakers, **changed):
    """A workshop of half an hour."""
    known = {"kind": SessionKind.WORKSHOP, "title": title, "minutes": 30, "speakers": speakers}
    return SessionContent(**{**known, **changed})


def session(name, *speakers, **changed):
    """Puts a session in; its title is its id."""
    return PlanSession(session_id=name, gathering_id=JAM, content=content(name, *speakers, **changed))


def accepted(name):
    return AcceptSession(session_id=name)


class Here(Worker):
    """Computes at once in this process, so that a test sees no process and no time."""

    def begin(self, job):
        self._told = []
        if isinstance(job, SearchJob):
            self._told.append(solve(job.demands, job.seeds, job.moves, self._hear, first=job.seed))
        else:
            self._told.append(repair(job.demands, job.agenda))

    def _hear(self, progress):
        self._told.append(Told(progress.done, progress.best.weight if progress.best else None))
        return False

    def wait(self, _seconds):
        return self._told.pop(0)

    def stop(self):
        """It has ended."""

    def close(self):
        """Nothing is open."""


def computed(desk, worker=None):
    """Computes what is asked, and gives what was said."""
    before = desk.posted()
    asyncio.run(Bench(desk.service, worker or Here()).turn())
    return desk.said(before)


def happens(desk, *events):
    """What another area of the service says."""
    asyncio.run(desk.service.act(str(uuid4()), desk.noon, lambda tx: tx.say(*events)))


def places(desk):
    """Where sessions are: hour and room by session."""
    plan = desk.read(lambda tx: tx.get(PLANS, JAM))
    return {each.session_id: (f"{each.starts.astimezone(ZONE):%d %H:%M}", each.room_id) for each in plan.places}


def released(desk):
    """The last release."""
    return desk.read(lambda tx: tx.get(RELEASES, JAM))


def put(name, room, hour, minute=0):
    """Puts a session by hand where it is to be."""
    return PlaceSession(gathering_id=JAM, session_id=name, room_id=room, starts=at(hour, minute))


def code(said):
    """Why the one thing that was said is a no."""
    (no,) = said
    assert isinstance(no, EventsRejection)
    return no.code


def solved(desk, command=SOLVE):
    """Solves, and gives the last word."""
    (begun,) = desk.take(command)
    assert isinstance(begun, SolvingBegun), begun
    *told, last = computed(desk)
    assert all(isinstance(each, AgendaImproved) for each in told)
    assert len(told) <= 20
    return last
