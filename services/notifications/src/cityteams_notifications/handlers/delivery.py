"""The commands of delivery: try again what failed, write again to whom could not be reached."""

from dataclasses import replace

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import (
    Channel,
    DeliveryResumed,
    LiftSuppression,
    RetryDeliveries,
    SuppressionLifted,
)
from cityteams_notifications.domain.recovery import decide_recovery
from cityteams_notifications.rights import allow
from cityteams_notifications.store import PENDING, SUPPRESSIONS, failed_deliveries, letters_of, pending_of
from cityteams_notifications.webhooks.store.queue import kept_dispatches, write


def retry_deliveries(command: RetryDeliveries, tx: Tx) -> None:
    """What failed in a span of time waits again, at most 1,000 at once, as far as what it said is still known."""
    allow(command, tx)
    failed = failed_deliveries(tx, command)
    webhooks = kept_dispatches(tx, [each.delivery_id for each in failed if each.channel is not Channel.MAIL])
    there = {each.delivery_id for each in webhooks}
    said = decide_recovery(
        command, [each for each in failed if each.channel is Channel.MAIL or each.delivery_id in there], tx.now
    )
    resumed = [event for event in said if isinstance(event, DeliveryResumed)]
    mails = [event.delivery_id for event in resumed if event.channel is Channel.MAIL]
    tx.say(*(letter.requeue(tx.now) for letter in letters_of(tx, mails)))
    for pending in pending_of(tx, mails):
        tx.keep(PENDING, replace(pending, due_at=tx.now, begun_at=None))
    again = {event.delivery_id for event in resumed}
    write(tx, [each.again() for each in webhooks if each.delivery_id in again])
    tx.say(*said)


def lift_suppression(command: LiftSuppression, tx: Tx) -> None:
    """The person is sent mail again."""
    allow(command, tx)
    if tx.get(SUPPRESSIONS, command.person_id) is None:
        raise Rejected(
            "the-person-is-not-suppressed", "Mail goes to this person already; nothing was changed.", "person_id"
        )
    tx.say(SuppressionLifted(person_id=command.person_id, lifted_at=tx.now))
