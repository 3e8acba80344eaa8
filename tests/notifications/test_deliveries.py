"""The ledger of deliveries: what its events make of it, and what the secretariat may ask for."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.notifications import (
    Channel,
    DeliveriesResumed,
    DeliveryResumed,
    LiftSuppression,
    NotificationsRejection,
    RetryDeliveries,
    SuppressionBegun,
    SuppressionLifted,
    SuppressionReason,
    Unsubscribe,
    Unsubscribed,
)
from cityteams_contracts.registration import PersonErased, ProgrammeRole, RoleGranted
from cityteams_notifications.domain.deliveries import Consignment, Delivery, DeliveryState, Outcome
from cityteams_notifications.domain.letters import Pending
from cityteams_notifications.domain.recovery import MOST
from cityteams_notifications.domain.webhooks.dispatch import Dispatch, DispatchState
from cityteams_notifications.store import DELIVERIES, PENDING, SUPPRESSIONS, TRIES
from cityteams_notifications.webhooks.store import DISPATCHES
from tests.notifications.samples import NOON

MINUTE = timedelta(minutes=1)


def letter(number=1, to="p-1", channel=Channel.MAIL):
    return Consignment(f"d-{number}", channel, to, "slot_given", "slot-1")


def lost(desk, *events):
    """Deliveries that ended badly; the store may send their letters."""
    desk.say(*events)
    mails = [event for event in events if event.channel is Channel.MAIL]
    desk.keep(PENDING, *(Pending(event.delivery_id, event.to, "cityteams.evt.x", "e-1", None) for event in mails))
    desk.keep(DISPATCHES, *(_dispatch(event) for event in events if event.channel is Channel.WEBHOOK))


def _dispatch(event):
    told = {name: getattr(event, name) for name in ("delivery_id", "channel", "kind", "about")}
    known = {"endpoint_id": event.to, "message_id": "e-1", "aggregate": "a", "version": 1, "heard_at": NOON}
    return Dispatch(**told, **known, state=DispatchState.FAILED)


def span(**changes):
    known = {"recovery_id": "r-1", "since": NOON - MINUTE, "until": NOON + MINUTE}
    return RetryDeliveries(**(known | changes))


def test_every_attempt_is_a_line_and_the_delivery_says_how_far_it_has_come(desk):
    said = letter()
    desk.say(
        said.put_off(1, None, "no-answer", NOON, NOON + MINUTE),
        said.put_off(2, 451, "the-server-said-later", NOON + MINUTE, NOON + 5 * MINUTE),
        said.sent(3, 250, NOON + 5 * MINUTE),
        said.bounced("5.1.1", NOON + 9 * MINUTE),
    )
    lines = desk.read(lambda tx: tx.find(TRIES, order_by=TRIES.table.c.at))
    assert [(line.attempt, line.outcome, line.answer, line.reason) for line in lines] == [
        (1, Outcome.PUT_OFF, None, "no-answer"),
        (2, Outcome.PUT_OFF, 451, "the-server-said-later"),
        (3, Outcome.SENT, 250, None),
        (3, Outcome.BOUNCED, None, "status 5.1.1"),
    ]
    assert [line.next_try_at for line in lines] == [NOON + MINUTE, NOON + 5 * MINUTE, None, None]
    (delivery,) = desk.read(lambda tx: tx.find(DELIVERIES))
    assert (delivery.state, delivery.attempts, delivery.first_at) == (DeliveryState.BOUNCED, 3, NOON)
    assert delivery.next_try_at is None


def test_what_failed_in_a_span_waits_again_and_nothing_else(desk):
    lost(
        desk,
        letter(1).failed(5, 550, "refused-by-the-mail-server", NOON),
        letter(2).failed(5, 550, "refused-by-the-mail-server", NOON + MINUTE),
        letter(3).sent(1, 250, NOON),
        letter(4, "endpoint-1", Channel.WEBHOOK).failed(9, 500, "the-endpoint-kept-failing", NOON - MINUTE),
    )
    *resumed, told = desk.take(span())
    assert [event.delivery_id for event in resumed] == ["d-4", "d-1"]
    assert {type(event) for event in resumed} == {DeliveryResumed}
    assert isinstance(told, DeliveriesResumed)
    assert (told.count, told.more) == (2, False)
    found = {each.delivery_id: each for each in desk.read(lambda tx: tx.find(DELIVERIES))}
    assert {name for name, each in found.items() if each.state is DeliveryState.WAITING} == {"d-1", "d-4"}
    assert (found["d-1"].attempts, found["d-1"].next_try_at) == (0, NOON)


@pytest.mark.parametrize(
    ("narrow", "again"),
    [({"channel": Channel.WEBHOOK}, {"d-3"}), ({"to": "p-2"}, {"d-2"}), ({"delivery_id": "d-1"}, {"d-1"})],
)
def test_a_recovery_is_narrowed_by_channel_receiver_or_delivery(desk, narrow, again):
    lost(
        desk,
        letter(1).failed(1, 550, "no", NOON),
        letter(2, "p-2").bounced("5.1.1", NOON),
        letter(3, "endpoint-1", Channel.WEBHOOK).failed(1, 500, "no", NOON),
    )
    assert {event.delivery_id for event in desk.take(span(**narrow))[:-1]} == again


def test_a_recovery_takes_so_many_at_once_and_says_that_there_are_more(desk):
    lost(desk, *(letter(number).failed(1, 550, "no", NOON) for number in range(MOST + 1)))
    told = desk.take(span())[-1]
    assert (told.count, told.more) == (MOST, True)
    assert desk.take(span(recovery_id="r-2"))[-1].count == 1


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (span(until=NOON - MINUTE), "the-span-is-empty", "until"),
        (span(), "nothing-failed-then", "since"),
        (LiftSuppression(person_id="p-1"), "the-person-is-not-suppressed", "person_id"),
    ],
)
def test_what_cannot_be_done_is_refused_with_field_and_remedy(desk, command, code, field):
    (no,) = desk.take(command)
    assert isinstance(no, NotificationsRejection)
    assert (no.code, no.field) == (code, field)


def test_only_the_secretariat_recovers_and_lifts_and_only_oneself_unsubscribes(desk):
    desk.actor = "p-9"
    for command in (span(), LiftSuppression(person_id="p-1"), Unsubscribe(person_id="p-1")):
        assert [event.code for event in desk.take(command)] == ["this-is-not-yours-to-do"]
    assert [type(event) for event in desk.take(Unsubscribe(person_id="p-9", topic="gatherings"))] == [Unsubscribed]
    desk.take(RoleGranted(person_id="p-9", role=ProgrammeRole.SECRETARIAT))
    assert [event.code for event in desk.take(span())] == ["nothing-failed-then"]


def test_a_person_is_left_alone_until_the_secretariat_lifts_it_or_they_are_forgotten(desk):
    def begun(person):
        return SuppressionBegun(person_id=person, reason=SuppressionReason.BOUNCED, status="5.1.1", begun_at=NOON)

    desk.say(begun("p-1"), begun("p-2"), begun("p-3"))
    assert [type(event) for event in desk.take(LiftSuppression(person_id="p-1"))] == [SuppressionLifted]
    assert [type(event) for event in desk.take(PersonErased(person_id="p-2", erased_at=NOON))] == [SuppressionLifted]
    assert [each.person_id for each in desk.read(lambda tx: tx.find(SUPPRESSIONS))] == ["p-3"]


def test_the_ledger_is_the_fold_of_its_events(desk, new_desk):
    desk.say(letter(1).put_off(1, 451, "later", NOON, NOON + MINUTE), letter(2).failed(1, 550, "no", NOON))
    desk.take(span())
    desk.say(letter(1).sent(2, 250, NOON + MINUTE))
    other = new_desk()
    other.replay(desk.envelopes())
    assert other.dump() == desk.dump()


@given(st.lists(st.sampled_from(["put_off", "sent", "failed", "bounced", "resumed"]), max_size=12))
def test_a_delivery_waits_exactly_when_it_has_a_next_moment(story):
    known, said = None, letter()
    for number, word in enumerate(story, 1):
        at = NOON + number * MINUTE
        event, apply = {
            "put_off": (said.put_off(number, 451, "later", at, at + MINUTE), Delivery.put_off),
            "sent": (said.sent(number, 250, at), Delivery.sent),
            "failed": (said.failed(number, 550, "no", at), Delivery.failed),
            "bounced": (said.bounced("5.1.1", at), Delivery.bounced),
            "resumed": (said.resumed("r-1", at), Delivery.resumed),
        }[word]
        known = apply(known, event, None)
        assert (known.state is DeliveryState.WAITING) == (known.next_try_at is not None)
        assert known.last_at == at
