"""The lines of the ledger, each written by one event."""

from typing import Any

from cityteams_contracts.notifications import (
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    NotificationBounced,
    NotificationSent,
)
from cityteams_notifications.domain.deliveries import Delivery, Outcome, Said, Try


def sent(_: Delivery | None, event: NotificationSent, stamp: Any) -> Try:
    """An attempt that was taken."""
    return _line(event, stamp, Outcome.SENT, event.attempt, at=event.sent_at, answer=event.answer)


def put_off(_: Delivery | None, event: DeliveryPutOff, stamp: Any) -> Try:
    """An attempt in vain, and when the next one is."""
    told = {"answer": event.answer, "reason": event.reason, "next_try_at": event.next_try_at}
    return _line(event, stamp, Outcome.PUT_OFF, event.attempt, at=event.tried_at, **told)


def failed(_: Delivery | None, event: DeliveryFailed, stamp: Any) -> Try:
    """The last attempt, or the reason why there was none."""
    told = {"answer": event.answer, "reason": event.reason}
    return _line(event, stamp, Outcome.FAILED, event.attempt, at=event.failed_at, **told)


def bounced(before: Delivery | None, event: NotificationBounced, stamp: Any) -> Try:
    """What was taken came back."""
    attempt = before.attempts if before else 1
    return _line(event, stamp, Outcome.BOUNCED, attempt, at=event.bounced_at, reason=f"status {event.status}")


def resumed(_: Delivery | None, event: DeliveryResumed, stamp: Any) -> Try:
    """Somebody asked for it again."""
    return _line(event, stamp, Outcome.RESUMED, 0, at=event.resumed_at, next_try_at=event.resumed_at)


def _line(event: Said, stamp: Any, outcome: Outcome, attempt: int, **told: Any) -> Try:
    return Try(
        try_id=stamp.id,
        delivery_id=event.delivery_id,
        channel=event.channel,
        to=event.to,
        kind=event.kind,
        about=event.about,
        outcome=outcome,
        attempt=attempt,
        **told,
    )
