"""The portal's copy of the ledger: every attempt at every letter and webhook. To whom is told by id alone."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from cityteams_contracts.notifications import (
    Channel,
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    NotificationBounced,
    NotificationSent,
    SuppressionBegun,
    SuppressionReason,
)
from cityteams_portal.domain.stamps import Stamped

Said = NotificationSent | DeliveryPutOff | DeliveryFailed | NotificationBounced | DeliveryResumed


class DeliveryState(StrEnum):
    """How far a delivery has come, or how an attempt ended."""

    SENT = "sent"
    PUT_OFF = "put_off"
    FAILED = "failed"
    BOUNCED = "bounced"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as its last attempt left it; or, under the id of an event, one attempt."""

    line_id: str
    delivery_id: str
    channel: Channel
    to: str
    kind: str
    about: str
    state: DeliveryState
    attempt: int
    at: datetime
    answer: int | None = None
    reason: str | None = None
    next_try_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A person who is sent no mail, why and since when."""

    person_id: str
    reason: SuppressionReason
    since: datetime
    status: str | None = None
    delivery_id: str | None = None


def changed(before: Delivery | None, event: Said, _stamp: Stamped) -> Delivery:
    """The delivery after what happened."""
    attempt = before.attempt if before else 0
    return _line(event, event.delivery_id, attempt)


def noted(before: Delivery | None, event: Said, stamp: Any) -> Delivery:
    """What happened as a line of its own."""
    return _line(event, stamp.id, before.attempt if before else 0)


def begun(_: Suppressed | None, event: SuppressionBegun, _stamp: Stamped) -> Suppressed:
    """The person is left alone."""
    return Suppressed(event.person_id, event.reason, event.begun_at, event.status, event.delivery_id)


def lifted(_: Suppressed | None, _event: object, _stamp: Stamped) -> None:
    """The person is written to again."""
    return


def _line(event: Said, line_id: str, attempt: int) -> Delivery:
    known = Delivery(
        line_id=line_id,
        delivery_id=event.delivery_id,
        channel=event.channel,
        to=event.to,
        kind=event.kind,
        about=event.about,
        state=_STATES[type(event)],
        attempt=getattr(event, "attempt", attempt),
        at=_at(event),
        answer=getattr(event, "answer", None),
        reason=getattr(event, "reason", None),
        next_try_at=getattr(event, "next_try_at", None),
    )
    if isinstance(event, NotificationBounced):
        return replace(known, reason=f"status {event.status}")
    return known


_STATES = {
    NotificationSent: DeliveryState.SENT,
    DeliveryPutOff: DeliveryState.PUT_OFF,
    DeliveryFailed: DeliveryState.FAILED,
    NotificationBounced: DeliveryState.BOUNCED,
    DeliveryResumed: DeliveryState.RESUMED,
}


def _at(event: Said) -> datetime:
    match event:
        case NotificationSent():
            return event.sent_at
        case DeliveryPutOff():
            return event.tried_at
        case DeliveryFailed():
            return event.failed_at
        case NotificationBounced():
            return event.bounced_at
        case DeliveryResumed():
            return event.resumed_at
