"""Real receivers that fail in every way: nothing is lost, nothing comes twice but under its own id."""

from collections import Counter
from datetime import timedelta

import pytest

from cityteams_contracts.notifications import (
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    EndpointDisabled,
    NotificationSent,
    PauseEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    RetryDeliveries,
    TestEndpoint,
)
from cityteams_notifications.webhooks.courier import ONE_AT_ONCE
from tests.notifications.samples import NOON
from tests.notifications.webhooks import receiver as answers
from tests.notifications.webhooks.courting import DELAYS
from tests.notifications.webhooks.receiver import OK, Receiver, huge, status


def last(yard, kind):
    return [each for each in yard.desk.said() if isinstance(each, kind)][-1]


async def test_an_event_arrives_once_under_its_id_of_the_bus(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/hook?x=1")
        (message_id,) = it.listed("c-1")
        await it.settle()
        (request,) = receiver.got
        assert request.head == "POST /hook?x=1 HTTP/1.1"
        assert request.message_id == request.event["id"] == message_id
        assert request.headers["content-type"].startswith("application/cloudevents+json")
        assert request.headers["host"] == receiver.place
        assert it.states() == {message_id: "taken"}
        assert it.ledger() == ["EndpointRegistered", "NotificationSent"]


FAILING = {
    "hangs": (answers.hang, None, "no-answer-in-time"),
    "trickles": (answers.trickle, None, "no-answer-in-time"),
    "500": (status(500), 500, "answer-500"),
    "429": (status(429), 429, "answer-429"),
    "301": (status(301, Location="http://127.0.0.1:1/inside"), 301, "answer-301"),
    "302": (status(302, Location="/elsewhere"), 302, "answer-302"),
    "400": (status(400), 400, "answer-400"),
    "hangs up": (answers.close_at_once, None, "the-answer-is-not-http"),
    "hangs up midway": (answers.close_midway, None, "the-answer-is-not-http"),
    "endless head": (answers.endless_head, None, "the-answer-is-not-http"),
}


@pytest.mark.parametrize(("answer", "code", "reason"), FAILING.values(), ids=FAILING)
async def test_an_attempt_in_vain_is_noted_and_made_again_under_the_same_id(yard, answer, code, reason):
    async with Receiver(script=[answer]) as receiver:
        it = yard(receiver.place, timeout=0.5)
        await it.register(f"http://{receiver.place}/")
        (message_id,) = it.listed("c-1")
        await it.settle()
        put_off = last(it, DeliveryPutOff)
        assert (put_off.answer, put_off.reason, put_off.attempt) == (code, reason, 1)
        assert NOON + timedelta(seconds=5) <= put_off.next_try_at <= NOON + timedelta(seconds=6)
        assert len(receiver.got) == 1
        it.clock.forward(seconds=6)
        await it.settle()
        assert receiver.ids == {message_id: 2}
        assert last(it, NotificationSent).attempt == 2
        first, second = (each.headers["webhook-timestamp"] for each in receiver.got)
        assert int(second) - int(first) == 6  # the moment of the attempt, not of the event


async def test_a_receiver_that_never_takes_it_is_tried_until_it_is_given_up_and_later_events_go_on(yard):
    async with Receiver(script=[status(503)] * 4) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        (first,) = it.listed("c-1")
        (second,) = it.listed("c-1")
        for _ in range(4):
            await it.settle()
            it.clock.forward(hours=2)
        assert [each.message_id for each in receiver.got] == [*[first] * 4, second]  # held back all the while
        failed = last(it, DeliveryFailed)
        assert (failed.attempt, failed.answer, failed.reason) == (4, 503, "answer-503")
        assert it.states() == {first: "failed", second: "taken"}


async def test_a_delivery_in_vain_holds_back_its_own_aggregate_and_no_other(yard):
    async with Receiver(by_id={"c-bad": status(500)}) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        bad = [it.listed("c-bad")[0] for _ in range(3)]
        good = [each for _ in range(3) for each in it.listed("c-1", "c-2")]
        await it.settle()
        assert receiver.ids == {bad[0]: 1, **dict.fromkeys(good, 1)}
        receiver.by_id = {}
        it.clock.forward(seconds=7)
        await it.settle()
        assert [each.message_id for each in receiver.got if each.event["subject"] == "c-bad"] == [bad[0], *bad]
        sequences = [each.event["sequence"] for each in receiver.got if each.event["subject"] == "c-1"]
        assert sequences == sorted(sequences)


async def test_a_receiver_that_hangs_holds_up_no_other(yard):
    async with Receiver(then=answers.hang) as slow, Receiver() as quick:
        it = yard(slow.place, quick.place, timeout=1)
        await it.register(f"http://{slow.place}/", "e-slow")
        await it.register(f"http://{quick.place}/", "e-quick")
        ids = it.listed(*(f"c-{at}" for at in range(2 * ONE_AT_ONCE)))
        await it.turns(60, until=lambda: len(quick.got) == len(ids))
        assert set(quick.ids) == set(ids)
        assert len(slow.got) == ONE_AT_ONCE  # no more connections than that wait for it


async def test_410_disables_at_once_and_nothing_more_is_sent_or_noted(yard):
    async with Receiver(then=status(410)) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        (first,) = it.listed("c-1")
        await it.settle()
        (second,) = it.listed("c-2")
        await it.settle()
        disabled = last(it, EndpointDisabled)
        assert (disabled.reason, disabled.host) == ("gone", "127.0.0.1")
        assert receiver.ids == {first: 1}
        assert it.states() == {first: "failed"}
        assert second not in it.bodies()
        assert it.endpoints()["e-1"].state == "disabled"


async def test_an_endpoint_that_fails_for_days_is_disabled_once_with_a_notice(yard):
    async with Receiver(then=status(500)) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        for day in range(7):
            it.listed(f"c-{day}")
            await it.settle()
            it.clock.forward(days=1)
        notices = [each for each in it.desk.said() if isinstance(each, EndpointDisabled)]
        assert [(each.reason, each.failing_since) for each in notices] == [("failing-for-days", NOON)]
        assert notices[0].disabled_at - NOON >= timedelta(days=5)


async def test_one_success_ends_the_days_of_failing(yard):
    async with Receiver(then=status(500)) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        for day in range(9):
            receiver.then = OK if day == 4 else status(500)
            it.listed(f"c-{day}")
            await it.settle()
            it.clock.forward(days=1)
        assert not [each for each in it.desk.said() if isinstance(each, EndpointDisabled)]


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ("120", timedelta(minutes=2)),
        ("Wed, 07 Feb 2018 12:10:00 GMT", timedelta(minutes=10)),
        ("99999999999", timedelta(days=1)),
        ("Thu, 07 Feb 2999 12:00:00 GMT", timedelta(days=1)),
    ],
)
async def test_a_receiver_that_asks_for_patience_gets_it_within_a_day(yard, asked, waits):
    async with Receiver(script=[status(429, Retry_After=asked)]) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        it.listed("c-1")
        await it.settle()
        assert last(it, DeliveryPutOff).next_try_at == NOON + waits
        it.listed("c-2")  # the whole endpoint is left alone
        await it.turns(3)
        assert len(receiver.got) == 1
        it.clock.now = NOON + waits + timedelta(seconds=1)
        await it.settle()
        assert set(it.states().values()) == {"taken"}
        assert len(receiver.got) == 3


async def test_an_answer_of_100_megabytes_is_not_read(yard):
    sent: list[int] = []
    async with Receiver(then=huge(100 * 1024 * 1024, sent)) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        it.listed("c-1")
        await it.settle()
        assert set(it.states().values()) == {"taken"}
        assert sum(sent) < 16 * 1024 * 1024  # what the two kernels buffer; we read 64 KiB


async def test_nothing_is_lost_and_counts_agree_when_every_third_attempt_fails_in_another_way(yard):
    ways = [status(500), OK, OK, answers.close_midway, OK, OK, status(429), OK, OK, answers.hang, OK, OK] * 20
    async with Receiver(script=ways) as receiver:
        it = yard(receiver.place, timeout=0.2, delays=DELAYS * 5)
        await it.register(f"http://{receiver.place}/")
        ids = [each for _ in range(3) for each in it.listed(*(f"c-{at}" for at in range(20)))]
        for _ in range(60):
            await it.settle()
            if set(it.states().values()) == {"taken"}:
                break
            it.clock.forward(hours=2)
        assert it.states() == dict.fromkeys(ids, "taken")
        said = Counter(type(each) for each in it.desk.said())
        assert said[NotificationSent] == len(ids)
        assert said[DeliveryPutOff] + said[NotificationSent] == len(receiver.got)
        for at in range(20):
            seen = [each.message_id for each in receiver.got if each.event["subject"] == f"c-{at}"]
            assert list(dict.fromkeys(seen)) == [each for each in ids if each in seen]  # in order, first arrivals


async def test_after_a_crash_between_sent_and_noted_it_is_sent_again_under_the_same_id(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        (message_id,) = it.listed("c-1")
        await it.turns(10, until=lambda: receiver.got)  # the answer is never noted
        it.courier._flying.clear()
        await it.courier._office.restart()  # as the next process begins
        await it.settle()
        assert receiver.ids == {message_id: 2}
        assert it.states() == {message_id: "taken"}


async def test_events_wait_for_a_paused_endpoint_and_come_in_order(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        it.ask(PauseEndpoint(endpoint_id="e-1"))
        ids = [it.listed("c-1")[0] for _ in range(4)]
        await it.turns(3)
        assert receiver.got == []
        it.ask(ResumeEndpoint(endpoint_id="e-1"))
        await it.settle()
        assert [each.message_id for each in receiver.got] == ids


async def test_what_waited_as_long_as_bodies_are_kept_is_given_up_and_all_is_forgotten_later(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        it.listed("c-1")
        await it.settle()
        it.ask(PauseEndpoint(endpoint_id="e-1"))
        (waits,) = it.listed("c-2")
        it.clock.forward(days=31)
        await it.turns(2)
        assert it.states() == {waits: "failed"}
        assert last(it, DeliveryFailed).reason == "waited-too-long"
        it.clock.forward(days=31)
        await it.turns(2)
        assert (it.states(), it.bodies()) == ({}, {})


async def test_the_test_button_sends_a_signed_event_past_whatever_waits(yard):
    async with Receiver(by_id={"c-1": status(500)}) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/", types=("org.cityteams.cluster.dissolved.v1",))
        it.ask(TestEndpoint(endpoint_id="e-1"))
        await it.settle()
        (request,) = receiver.got
        assert request.event["type"] == "org.cityteams.endpoint.tested.v1"
        assert request.event["id"] == request.message_id == it.desk.envelopes()[-2].stamp.id
        assert last(it, NotificationSent).kind == "org.cityteams.endpoint.tested.v1"


@pytest.mark.parametrize("how", ["one", "span", "failed"])
async def test_deliveries_are_replayed_under_their_own_ids(yard, how):
    async with Receiver(by_id={"c-bad": status(400)}) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        (good,), (bad,) = it.listed("c-1"), it.listed("c-bad")
        for _ in range(5):
            await it.settle()
            it.clock.forward(hours=2)
        assert it.states() == {good: "taken", bad: "failed"}
        receiver.by_id, before = {}, len(receiver.got)
        asked = {
            "one": {"message_id": good},
            "span": {"since": NOON - timedelta(hours=1), "until": NOON + timedelta(hours=1)},
            "failed": {"only_failed": True},
        }[how]
        it.ask(ReplayDeliveries(endpoint_id="e-1", **asked))
        await it.settle()
        came = Counter(each.message_id for each in receiver.got[before:])
        assert came == {"one": {good: 1}, "span": {good: 1, bad: 1}, "failed": {bad: 1}}[how]
        assert len([each for each in it.desk.said() if isinstance(each, DeliveryResumed)]) == len(came)


async def test_what_the_secretariat_retries_in_the_ledger_is_sent_again(yard):
    async with Receiver(then=status(400)) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        (message_id,) = it.listed("c-1")
        for _ in range(5):
            await it.settle()
            it.clock.forward(hours=2)
        assert it.states() == {message_id: "failed"}
        receiver.then = OK
        it.desk.one_by_one(RetryDeliveries(recovery_id="r-1", since=NOON, until=NOON + timedelta(days=9)))
        await it.turns(2)
        await it.settle()
        assert it.states() == {message_id: "taken"}
        assert receiver.ids == {message_id: 5}
