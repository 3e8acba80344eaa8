import asyncio
import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from cityteams_chassis import Transient
from cityteams_chassis import consumer as consumer_module
from cityteams_contracts.clusters import ClusterProposed
from cityteams_contracts.values import utc_text
from tests.chassis.bus import COMMANDS, INPUT, SHORT, at_work, until
from tests.chassis.desk import dump
from tests.chassis.samples import answered, post, worksheet
from tests.chassis.toy import FOLLOW, OBEY


async def test_a_worksheet_in_is_a_cluster_out(service, bus):
    await bus.publish(worksheet("w1"))
    (said,) = await bus.said(1)
    event = ClusterProposed.model_validate_json(said.body)
    assert (said.subject, event.title) == ("cityteams.evt.clusters.cluster.proposed.v1.w1", "Flood warning 1")
    assert said.headers["ce-causationid"] == worksheet("w1").id


async def test_a_command_is_obeyed_and_another_refused_by_its_field(service, bus):
    await bus.publish(worksheet("w1"))
    await bus.said(1)
    await bus.publish(post(answered("w1")), post(answered("nobody")))
    _, yes, no = await bus.said(3)
    assert yes.subject == "cityteams.evt.clusters.cluster.invitation-answered.v1.w1"
    assert (json.loads(no.body)["code"], json.loads(no.body)["field"]) == ("the-cluster-is-unknown", "cluster_id")
    await bus.idle()
    assert await bus.count(COMMANDS) == 0


async def test_a_command_from_a_clock_that_is_an_hour_ahead_is_refused_and_one_that_is_late_is_obeyed(service, bus):
    await bus.publish(worksheet("w1"))
    await bus.said(1)
    early, hour_ahead = post(answered("w1"), message_id="early"), datetime.now(UTC) + timedelta(hours=1)
    await bus.publish(replace(early, headers=early.headers | {"ce-time": utc_text(hour_ahead)}), post(answered("w1")))
    _, no, yes = await bus.said(3)
    assert (json.loads(no.body)["code"], json.loads(no.body)["field"]) == ("the-clock-is-wrong", "ce-time")
    assert yes.subject == "cityteams.evt.clusters.cluster.invitation-answered.v1.w1"


async def test_nothing_is_acked_before_it_is_committed(service, bus, monkeypatch):
    may_commit, seen = asyncio.Event(), []
    write = service.store.write

    async def held_up(work):
        found = await write(work)
        seen.append((await bus.durable()).ack_floor.stream_seq)  # committed, and not acked yet
        return found

    async def before(work):
        seen.append((await bus.durable()).num_ack_pending)
        await may_commit.wait()
        return await held_up(work)

    monkeypatch.setattr(service.store, "write", before)
    await bus.publish(worksheet("w1"))
    await until(lambda: asyncio.sleep(0, seen))
    assert (await bus.durable()).num_ack_pending == 1
    may_commit.set()
    await bus.idle()
    assert seen[:2] == [1, 0]
    assert (await bus.durable()).ack_floor.stream_seq == 1


async def test_what_fails_for_a_while_comes_again_ever_later_and_is_parked_after_the_last_try(start, bus):
    service, at = await start(delays=SHORT), []
    tell, loop = service.consumers[0]._tell, asyncio.get_running_loop()

    def timed(*line):
        at.append(loop.time())
        tell(*line)

    service.consumers[0]._tell = timed
    await bus.publish(worksheet("w1", title="later"))
    (dead,) = await bus.parked()
    gaps = [round(later - sooner, 1) for sooner, later in itertools.pairwise(at)]
    assert gaps == list(SHORT)
    assert dead.subject == f"cityteams.dead.clusters.{FOLLOW}"
    told = {name: value for name, value in dead.headers.items() if name.startswith("Dead-")}
    assert told == {
        "Dead-Code": "try-again-later",
        "Dead-Reason": "the toy was told to wait",
        "Dead-Subject": worksheet("w1").subject,
        "Dead-Deliveries": "4",
        "Dead-Bytes": str(len(dead.body)),
    }
    assert dead.body == worksheet("w1", title="later").body
    assert dead.headers["ce-id"] == worksheet("w1", title="later").id
    await bus.idle()
    assert (await bus.durable()).num_redelivered == 0


async def test_what_fails_once_is_done_at_the_second_try(start, bus, monkeypatch):
    service, tries = await start(delays=SHORT), []
    handlers = service.reactions[0].handlers
    ((message, handler),) = handlers.items()

    def once(event, tx):
        tries.append(event)
        if len(tries) == 1:
            raise Transient("not yet")
        handler(event, tx)

    monkeypatch.setitem(handlers, message, once)
    await bus.publish(worksheet("w1"))
    await bus.said(1)
    await bus.idle()
    assert len(tries) == 2
    assert await bus.count("DEAD") == 0


async def test_poison_is_parked_at_once_and_the_queue_goes_on(service, bus):
    await bus.publish(worksheet("w1"), worksheet("bad", title="boom"), worksheet("w2"))
    (dead,) = await bus.parked(seconds=2)
    assert dead.headers["Dead-Code"] == "the-handler-failed"
    assert dead.headers["Dead-Reason"] == "ValueError: the toy was told to break"
    assert dead.headers["Dead-Deliveries"] == "1"
    assert [said.headers["ce-subject"] for said in await bus.said(2)] == ["w1", "w2"]
    await bus.idle(2)


async def test_a_command_that_breaks_the_handler_is_parked_whole(service, bus):
    await bus.publish(worksheet("w1"))
    await bus.said(1)
    await bus.publish(post(answered("w1", "boom"), message_id="c1"))
    (dead,) = await bus.parked()
    assert dead.subject == f"cityteams.dead.clusters.{OBEY}"
    assert dead.body == post(answered("w1", "boom")).body
    assert dead.headers["ce-id"] == "c1"


async def test_what_is_nearly_too_large_is_parked_too_with_its_beginning(service, bus):
    large = replace(worksheet("w1"), body=b"{" + b" " * 261_000 + b"}")
    await bus.publish(large, worksheet("w2"))
    (dead,) = await bus.parked(seconds=3)
    assert dead.headers["Dead-Code"] == "the-message-is-malformed"
    assert int(dead.headers["Dead-Bytes"]) == 261_002 > len(dead.body) > 200_000
    assert len(await bus.said(1)) == 1
    await bus.idle(2)


async def test_the_later_version_waits_for_the_earlier_one_and_then_both_are_done(start, bus):
    service = await start(delays=(0.2, 0.2))
    await bus.publish(worksheet("w1", 2), worksheet("w2"))
    await bus.said(1)
    await bus.publish(worksheet("w1", 1))
    said = await bus.said(3)
    assert [each.headers["ce-sequence"][-1] for each in said] == ["1", "1", "2"]
    tallies = dump(service.store.url, ("tallies",))["tallies"]
    assert [row[1] for row in tallies] == ['["r1","r2"]', '["r1"]']


async def test_a_gap_that_stays_is_parked_by_its_name(start, bus):
    await start(delays=(0.05,), patience=0.1)
    await bus.publish(worksheet("w1", 3))
    (dead,) = await bus.parked()
    assert dead.headers["Dead-Code"] == "an-earlier-version-is-missing"
    assert dead.headers["Dead-Reason"] == "has 0, got 3"


async def test_the_same_place_in_a_stream_made_anew_is_parked_too(service, bus):
    await bus.publish(worksheet("w1", title="boom"))
    await bus.parked(1)
    await bus.js.delete_stream(INPUT)
    await bus.provision()
    await bus.publish(worksheet("w2", title="boom"))
    first, second = await bus.parked(2)
    assert (first.headers["ce-subject"], second.headers["ce-subject"]) == ("w1", "w2")


async def test_a_store_that_is_away_delays_and_loses_nothing(start, bus, monkeypatch):
    service, away = await start(delays=(0.2, 0.2, 0.2)), [1, 1]
    handle = type(service.batches).handle

    def failing(self, conn, reaction, items):
        if away and away.pop():
            raise sa.exc.OperationalError("BEGIN", {}, Exception("the server closed the connection\nDETAIL: of Ada"))
        return handle(self, conn, reaction, items)

    monkeypatch.setattr(type(service.batches), "handle", failing)
    await bus.publish(worksheet("w1"))
    assert len(await bus.said(1)) == 1
    assert await bus.count("DEAD") == 0


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (sa.exc.OperationalError, "transient"),
        (sa.exc.InterfaceError, "transient"),
        (sa.exc.InternalError, "transient"),  # PostgreSQL says so when a standby is not writable yet
        (sa.exc.DataError, "poison"),
        (sa.exc.ProgrammingError, "poison"),
    ],
)
def test_an_error_of_the_database_is_judged_and_shows_no_row(wrong, kind):
    from cityteams_chassis.consumer import _broken

    outcome = _broken(wrong("INSERT", {"mail": "ada@example.org"}, Exception("refused\nDETAIL: Key (ada@example.org)")))
    assert outcome.kind == kind
    assert "ada" not in outcome.reason
    assert "refused" in outcome.reason


@pytest.mark.slow
async def test_waiting_uses_up_none_of_the_tries_however_long_it_takes(start, bus, monkeypatch):
    """The broker would take a message back after a second; it is told in time that it is still in work."""
    monkeypatch.setattr(consumer_module, "_HOLD", 0.2)
    info = await bus.durable()
    info.config.ack_wait = 1.0
    await bus.js.add_consumer(INPUT, info.config)
    service = await start()
    await bus.publish(worksheet("w1", 2))
    await asyncio.sleep(3)
    assert (await bus.durable()).num_redelivered == 0
    await bus.publish(worksheet("w1", 1))
    assert len(await bus.said(2)) == 2
    await bus.idle()
    assert dump(service.store.url, ("tallies",))["tallies"][0][1] == '["r1","r2"]'


async def test_what_waits_is_given_back_when_the_service_stops(bus, tmp_path):
    async with at_work(bus, store_url=f"sqlite:///{tmp_path}/toy.db"):
        await bus.publish(worksheet("w1", 2), worksheet("w2"))
        await bus.said(1)
    async with at_work(bus, store_url=f"sqlite:///{tmp_path}/toy.db"):
        await bus.publish(worksheet("w1", 1))
        assert len(await bus.said(3, 3)) == 3
