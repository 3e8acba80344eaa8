import asyncio
from dataclasses import replace

import pytest
import sqlalchemy as sa

from tests.chassis.bus import OUTPUT, at_work, outbox, until
from tests.chassis.desk import Desk
from tests.chassis.samples import START, answered, worksheet


async def said_offline(store_url, posts):
    """The outbox of a toy that never had a broker."""
    desk = Desk(store_url)
    desk.take(*posts)
    desk.close()


def ids(posts):
    return [each.id for each in posts]


def again(post):
    """As an operator's copy publishes it."""
    return replace(post, headers={name: value for name, value in post.headers.items() if "Batch" not in name})


async def forget(service, *positions):
    """As after a crash between publishing and marking."""
    box = service.books.outbox
    forgotten = sa.update(box).values(sent_sequence=None)
    await service.store.write(
        lambda conn: conn.execute(forgotten.where(box.c.position.in_(positions)) if positions else forgotten)
    )


async def all_sent(service):
    async def sent():
        return all(row.sent_sequence is not None for row in await outbox(service))

    await until(sent)
    return [row.sent_sequence for row in await outbox(service)]


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/toy.db"


async def test_rows_are_sent_in_order_and_marked_with_their_place_in_the_stream(start, bus, url):
    await said_offline(url, [worksheet(f"w{at % 7}", at // 7 + 1) for at in range(1300)])
    service = await start()
    said = await bus.said(1300)
    assert ids(said) == [row.message_id for row in await outbox(service)]
    assert await all_sent(service) == list(range(1, 1301))


async def test_a_crash_after_publishing_and_before_marking_doubles_nothing(start, bus, url):
    await said_offline(url, [worksheet(f"w{at}") for at in range(40)])
    async with at_work(bus, store_url=url) as service:
        await bus.said(40)
        await all_sent(service)
    desk = Desk(url)
    with desk.service.store.writing() as conn:
        conn.execute(sa.update(desk.service.books.outbox).values(sent_sequence=None))
    desk.take(worksheet("new"), worksheet("newer"))
    desk.close()
    service = await start()
    said = await bus.said(42)
    assert await all_sent(service) == list(range(1, 43))
    assert ids(said) == [row.message_id for row in await outbox(service)]
    assert await bus.count(OUTPUT) == 42


async def test_rows_here_and_there_that_lost_their_mark_get_it_back(service, bus):
    await bus.publish(*(worksheet(f"w{at}") for at in range(10)))
    await bus.said(10)
    await all_sent(service)
    await forget(service, 2, 3, 4, 7, 9)
    service._wake.set()
    assert await all_sent(service) == list(range(1, 11))
    assert await bus.count(OUTPUT) == 10


async def test_a_stream_that_was_lost_while_away_is_filled_again(start, bus, url):
    posts = [worksheet(f"w{at}") for at in range(30)]
    async with at_work(bus, store_url=url) as service:
        await bus.publish(*posts)
        before = await bus.said(30)
    await bus.js.delete_stream(OUTPUT)
    await bus.provision()
    service = await start()
    assert ids(await bus.said(30)) == ids(before)
    assert await all_sent(service) == list(range(1, 31))


async def test_a_stream_that_is_lost_under_our_hands_is_filled_again_with_the_next_event(service, bus):
    posts = [worksheet(f"w{at}") for at in range(30)]
    await bus.publish(*posts)
    before = await bus.said(30)
    await all_sent(service)
    await bus.js.delete_stream(OUTPUT)
    await bus.provision()
    await bus.publish(worksheet("w0", 2), worksheet("w1", 2))
    after = await bus.said(32)
    assert set(ids(before)) < set(ids(after))
    assert len(set(ids(after))) == 32 == await bus.count(OUTPUT)
    await until(lambda: _marks_are_true(service, bus))


async def test_a_stream_that_went_back_to_an_older_copy_gets_its_end_again(start, bus, url):
    """A backup held the first ten of thirty."""
    async with at_work(bus, store_url=url) as service:
        await bus.publish(*(worksheet(f"w{at}") for at in range(30)))
        before = await bus.said(30)
        await all_sent(service)
    await bus.js.delete_stream(OUTPUT)
    await bus.provision()
    await bus.publish(*(again(each) for each in before[:10]))
    service = await start()
    assert ids(await bus.said(30)) == ids(before)
    assert await all_sent(service) == list(range(1, 31))


async def test_a_stream_that_went_back_under_our_hands_loses_no_row(service, bus):
    await bus.publish(*(worksheet(f"w{at}") for at in range(30)))
    before = await bus.said(30)
    await all_sent(service)
    await bus.js.delete_stream(OUTPUT)
    await bus.provision()
    await bus.publish(*(again(each) for each in before[:10]))
    await bus.publish(worksheet("w0", 2))
    after = await bus.said(31)
    assert len(after) == len(set(ids(after))) == 31
    assert ids(after)[:10] == ids(before)[:10]
    await until(lambda: _marks_are_true(service, bus))


async def _marks_are_true(service, bus):
    """Whether each row of the outbox is marked with the place where it really lies."""
    lies = {each.id: at for at, each in enumerate(await bus.read(OUTPUT), 1)}
    return lies == {row.message_id: row.sent_sequence for row in await outbox(service)}


async def test_after_a_time_out_the_same_rows_are_sent_again_under_the_same_ids(start, bus, monkeypatch):
    service, asked = await start(), []
    request = service.client.request

    async def unknown(subject, *rest, **told):
        found = await request(subject, *rest, **told)
        if subject.startswith("cityteams.evt."):
            asked.append(subject)
            if len(asked) in (1, 2):
                raise TimeoutError
        return found

    monkeypatch.setattr(service.client, "request", unknown)
    await bus.publish(*(worksheet(f"w{at}") for at in range(5)))
    await bus.said(5)
    marks = await all_sent(service)
    assert len(asked) > 2
    assert marks == [1, 2, 3, 4, 5]
    assert await bus.count(OUTPUT) == 5


@pytest.mark.slow
async def test_a_broker_that_does_not_answer_stops_nothing_but_the_outbox(start, bus):
    service = await start()
    await bus.publish(worksheet("w1"))
    await bus.said(1)
    bus.server.kill()
    await service.send([("c1", answered("w1"))], START)
    bus.server.start()
    said = await bus.said(2, 10)
    assert said[1].subject == "cityteams.evt.clusters.cluster.invitation-answered.v1.w1"


async def test_the_relay_of_a_second_process_takes_over_when_the_first_is_gone(bus, url):
    async with at_work(bus, store_url=url) as first:
        await bus.publish(worksheet("w1"))
        await bus.said(1)
        async with at_work(bus, store_url=url) as second:
            await asyncio.sleep(0.3)
            await first.stop()
            await bus.publish(worksheet("w2"))
            assert len(await bus.said(2)) == 2
            assert await all_sent(second) == [1, 2]
