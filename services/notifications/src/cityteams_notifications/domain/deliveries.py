"""The ledger: what is on its way to whom, and every attempt at it, for mail and webhooks alike."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.notifications import (
    Channel,
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    NotificationBounced,
    NotificationSent,
)


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


class Outcome(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    PUT_OFF = "put_off"
    FAILED = "failed"
    BOUNCED = "bounced"
    RESUMED = "resumed"


Said = NotificationSent | DeliveryPutOff | DeliveryFailed | NotificationBounced | DeliveryResumed


@dataclass(frozen=True)
class Consignment:
    """What is delivered, and to whom: the words that every line of the ledger begins with."""

    delivery_id: str
    channel: Channel
    to: str
    kind: str
    about: str

    def sent(self, attempt: int, answer: int | None, at: datetime) -> NotificationSent:
        """The other side has it."""
        return NotificationSent(**vars(self), attempt=attempt, answer=answer, sent_at=at)

    def put_off(self, attempt: int, answer: int | None, reason: str, at: datetime, again: datetime) -> DeliveryPutOff:
        """It will be tried again."""
        return DeliveryPutOff(
            **vars(self), attempt=attempt, answer=answer, reason=reason, tried_at=at, next_try_at=again
        )

    def failed(self, attempt: int, answer: int | None, reason: str, at: datetime) -> DeliveryFailed:
        """It is given up."""
        return DeliveryFailed(**vars(self), attempt=attempt, answer=answer, reason=reason, failed_at=at)

    def bounced(self, status: str, at: datetime) -> NotificationBounced:
        """It came back; whether for good, the class of the status says (RFC 3463: 5 is permanent)."""
        return NotificationBounced(**vars(self), status=status, permanent=status.startswith("5."), bounced_at=at)

    def resumed(self, recovery_id: str, at: datetime) -> DeliveryResumed:
        """It waits again."""
        return DeliveryResumed(**vars(self), recovery_id=recovery_id, resumed_at=at)


@dataclass(frozen=True)
class Delivery:
    """One letter, or one event on its way to one endpoint; written by its own events from the first attempt on."""

    delivery_id: str
    channel: Channel
    to: str
    kind: str
    about: str
    state: DeliveryState
    attempts: int
    first_at: datetime
    last_at: datetime
    next_try_at: datetime | None = None
    answer: int | None = None
    reason: str | None = None

    @property
    def consignment(self) -> Consignment:
        """What is delivered, and to whom."""
        return Consignment(self.delivery_id, self.channel, self.to, self.kind, self.about)

    @staticmethod
    def sent(known: "Delivery | None", event: NotificationSent, _stamp: object) -> "Delivery":
        """The other side has it."""
        now = Delivery._at(known, event, event.sent_at)
        return replace(now, state=DeliveryState.SENT, attempts=event.attempt, answer=event.answer)

    @staticmethod
    def put_off(known: "Delivery | None", event: DeliveryPutOff, _stamp: object) -> "Delivery":
        """It waits for another attempt."""
        now = Delivery._at(known, event, event.tried_at)
        return replace(
            now,
            attempts=event.attempt,
            next_try_at=event.next_try_at,
            answer=event.answer,
            reason=event.reason,
        )

    @staticmethod
    def failed(known: "Delivery | None", event: DeliveryFailed, _stamp: object) -> "Delivery":
        """It is given up."""
        now = Delivery._at(known, event, event.failed_at)
        return replace(
            now, state=DeliveryState.FAILED, attempts=event.attempt, answer=event.answer, reason=event.reason
        )

    @staticmethod
    def bounced(known: "Delivery | None", event: NotificationBounced, _stamp: object) -> "Delivery":
        """It came back."""
        now = Delivery._at(known, event, event.bounced_at)
        return replace(now, state=DeliveryState.BOUNCED, attempts=max(1, now.attempts), reason=f"status {event.status}")

    @staticmethod
    def resumed(known: "Delivery | None", event: DeliveryResumed, _stamp: object) -> "Delivery":
        """It waits again, as if it had never been tried, and may be tried at once."""
        now = Delivery._at(known, event, event.resumed_at)
        return replace(now, attempts=0, next_try_at=event.resumed_at)

    @staticmethod
    def _at(known: "Delivery | None", event: Said, at: datetime) -> "Delivery":
        """The delivery at a moment, waiting and with nothing else said of it."""
        return Delivery(
            delivery_id=event.delivery_id,
            channel=event.channel,
            to=event.to,
            kind=event.kind,
            about=event.about,
            state=DeliveryState.WAITING,
            attempts=known.attempts if known else 0,
            first_at=known.first_at if known else at,
            last_at=at,
        )


@dataclass(frozen=True)
class Try:
    """One line of the ledger: an attempt and its answer, or what else happened to a delivery; under its event's id."""

    try_id: str
    delivery_id: str
    channel: Channel
    to: str
    kind: str
    about: str
    outcome: Outcome
    attempt: int
    at: datetime
    answer: int | None = None
    reason: str | None = None
    next_try_at: datetime | None = None
