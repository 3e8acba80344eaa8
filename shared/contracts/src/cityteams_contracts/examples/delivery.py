"""Examples of delivery."""

from typing import Any

from cityteams_contracts.examples.values import LEAD, LETTER, SLOT, hour
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import (
    Channel,
    DeliveriesResumed,
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    LiftSuppression,
    NotificationBounced,
    NotificationSent,
    RetryDeliveries,
    SuppressionBegun,
    SuppressionLifted,
    SuppressionReason,
)


def delivery_examples() -> tuple[Message, ...]:
    """One of each."""
    return *_attempts(), *_recovery(), *_suppression()


def _attempts() -> tuple[Message, ...]:
    same: dict[str, Any] = {
        "delivery_id": LETTER,
        "channel": Channel.MAIL,
        "to": LEAD,
        "kind": "slot_given",
        "about": SLOT,
    }
    return (
        DeliveryPutOff(
            **same,
            attempt=1,
            answer=451,
            reason="the-server-said-later",
            tried_at=hour(11, 1),
            next_try_at=hour(11, 6),
        ),
        NotificationSent(**same, attempt=2, answer=250, sent_at=hour(11, 6)),
        NotificationBounced(**same, status="5.1.1", permanent=True, bounced_at=hour(11, 8)),
        DeliveryFailed(**same, attempt=3, answer=550, reason="refused-by-the-mail-server", failed_at=hour(11, 9)),
        DeliveryResumed(**same, recovery_id="recovery-0001", resumed_at=hour(12, 0)),
    )


def _recovery() -> tuple[Message, ...]:
    span: dict[str, Any] = {"recovery_id": "recovery-0001", "since": hour(11, 0), "until": hour(12, 0)}
    return (
        RetryDeliveries(**span, channel=Channel.MAIL),
        DeliveriesResumed(**span, count=3, resumed_at=hour(12, 0)),
    )


def _suppression() -> tuple[Message, ...]:
    return (
        SuppressionBegun(
            person_id=LEAD,
            reason=SuppressionReason.BOUNCED,
            status="5.1.1",
            delivery_id=LETTER,
            begun_at=hour(11, 8),
        ),
        LiftSuppression(person_id=LEAD),
        SuppressionLifted(person_id=LEAD, lifted_at=hour(12, 0)),
    )
