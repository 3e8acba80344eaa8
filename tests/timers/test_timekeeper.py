"""What comes due is handled once, in order, as of its moment, whatever the clock says and whoever else looks."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from cityteams_chassis import Instant, Service, ServiceSettings, Shelf, chassis_tables
from cityteams_timers import Due, fire, keep_time, timer_id

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
metadata = sa.MetaData()
chassis_tables(metadata)
alarms = sa.Table(
    "alarms",
    metadata,
    sa.Column("alarm_id", sa.String(64), primary_key=True),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("rang", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class Alarm:
    """Rings once."""

    alarm_id: str
    at: datetime
    rang: str = ""


ALARMS = Shelf(alarms, Alarm, private=True)


class Room:
    """Alarms in a real store, and what rang, in order."""

    def __init__(self, url):
        self.service = Service("clusters", ServiceSettings(store_url=url), metadata=metadata, migrations=None)
        metadata.create_all(self.service.store.engine)
        self.heard = []

    async def set(self, *alarms_set):
        def work(tx):
            for each in alarms_set:
                tx.keep(ALARMS, each)

        await self.service.act("set", NOON, work)

    def find(self, tx, until):
        due = tx.find(ALARMS, alarms.c.rang == "", alarms.c.at <= until, order_by=alarms.c.at, limit=2)
        return [Due(timer_id("alarm", each.alarm_id), each.at, self._ring(each.alarm_id)) for each in due]

    def _ring(self, alarm_id):
        def work(tx):
            alarm = tx.get(ALARMS, alarm_id)
            if alarm and not alarm.rang:
                self.heard.append((alarm_id, tx.now, tx.message_id))
                tx.keep(ALARMS, Alarm(alarm_id, alarm.at, "yes"))

        return work


@pytest.fixture
def room(empty_store):
    made = Room(empty_store())
    yield made
    made.service.store.close()


async def until(is_so):
    """Waits until it is so; the test's own time limit ends a wait in vain."""
    while not is_so():  # noqa: ASYNC110 - nobody sends an event for this
        await asyncio.sleep(0.01)


def minutes(number):
    return NOON + timedelta(minutes=number)


async def test_what_is_due_fires_in_order_of_its_moments_and_nothing_that_is_not(room):
    await room.set(Alarm("c", minutes(3)), Alarm("a", minutes(1)), Alarm("b", minutes(2)), Alarm("later", minutes(9)))
    assert await fire(room.service, room.find, minutes(5)) == 3
    assert [name for name, *_ in room.heard] == ["a", "b", "c"]


async def test_a_timer_that_fires_late_fires_as_of_its_moment_under_the_id_of_its_name(room):
    await room.set(Alarm("a", minutes(1)))
    await fire(room.service, room.find, minutes(600))
    assert room.heard == [("a", minutes(1), timer_id("alarm", "a"))]


async def test_a_timer_fires_once_however_often_anybody_looks(room):
    await room.set(Alarm("a", minutes(1)))
    await asyncio.gather(*(fire(room.service, room.find, minutes(2)) for _ in range(5)))
    assert len(room.heard) == 1


async def test_a_timer_that_stays_due_is_an_error_and_no_endless_loop(room):
    await room.set(Alarm("a", minutes(1)))

    def forgetful(_tx, _until):
        return [Due(timer_id("alarm", "a"), minutes(1), lambda _tx: None)]

    with pytest.raises(RuntimeError, match="still due"):
        await fire(room.service, forgetful, minutes(2))


async def test_trouble_is_told_by_readiness_and_is_over_when_it_is_over(room):
    await room.set(Alarm("a", minutes(1)))
    broken = [True]

    def find(tx, until):
        if broken:
            raise OSError("the disk is away")
        return room.find(tx, until)

    keeping = asyncio.create_task(keep_time(room.service, "alarms", find, every=0.01, clock=lambda: minutes(2)))
    await until(lambda: "alarms" in room.service.troubles)
    broken.clear()
    await until(lambda: bool(room.heard) and not room.service.troubles)
    room.service.stopping.set()
    await keeping


async def test_of_two_replicas_one_keeps_time_and_the_other_goes_on_when_it_ends(empty_store):
    url = empty_store()
    rooms = [Room(url), Room(url)]
    await rooms[0].set(Alarm("a", minutes(1)))
    keeping = [
        asyncio.create_task(keep_time(each.service, "alarms", each.find, every=0.01, clock=lambda: minutes(2)))
        for each in rooms
    ]
    await until(lambda: any(each.heard for each in rooms))
    first = 0 if rooms[0].heard else 1
    rooms[first].service.stopping.set()
    await keeping[first]
    await rooms[first].set(Alarm("b", minutes(1)))
    await until(lambda: any(name == "b" for name, *_ in rooms[1 - first].heard))
    rooms[1 - first].service.stopping.set()
    await keeping[1 - first]
    assert len(rooms[0].heard) + len(rooms[1].heard) == 2
    for each in rooms:
        each.service.store.close()
