"""The portal's copy of webhook endpoints, and of what was delivered to them. URLs and secrets are in no event."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.notifications import (
    Channel,
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    EndpointDeleted,
    EndpointDisabled,
    EndpointKind,
    EndpointPaused,
    EndpointRegistered,
    EndpointResumed,
    EndpointRevised,
    NotificationSent,
    SecretRotated,
    Wanted,
)


class EndpointState(StrEnum):
    """Whether an endpoint is sent events."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class SendingState(StrEnum):
    """How far one event has come on its way to one endpoint."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint; until `before_until` its former secret signs as well."""

    endpoint_id: str
    organisation_id: str
    title: str
    kind: EndpointKind
    host: str
    wanted: Wanted
    state: EndpointState
    since: datetime
    registered_at: datetime
    rotated_at: datetime | None = None
    before_until: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """One event on its way to one endpoint, as the ledger tells it."""

    delivery_id: str
    endpoint_id: str
    kind: str
    about: str
    state: SendingState
    attempts: int
    first_at: datetime
    last_at: datetime
    next_try_at: datetime | None = None
    answer: int | None = None
    reason: str | None = None


Ledger = NotificationSent | DeliveryPutOff | DeliveryFailed | DeliveryResumed


def registered(_row: Endpoint | None, event: EndpointRegistered, _stamp: object) -> Endpoint:
    """It begins."""
    return Endpoint(
        endpoint_id=event.endpoint_id,
        organisation_id=event.organisation_id,
        title=event.title,
        kind=event.kind,
        host=event.host,
        wanted=event.wanted,
        state=EndpointState.ACTIVE,
        since=event.registered_at,
        registered_at=event.registered_at,
    )


def revised(row: Endpoint | None, event: EndpointRevised, _stamp: object) -> Endpoint | None:
    """It is called otherwise, or wants other events."""
    return row and replace(row, title=event.title, wanted=event.wanted)


def rotated(row: Endpoint | None, event: SecretRotated, _stamp: object) -> Endpoint | None:
    """A fresh secret signs."""
    return row and replace(row, rotated_at=event.rotated_at, before_until=event.before_until)


def paused(row: Endpoint | None, event: EndpointPaused, _stamp: object) -> Endpoint | None:
    """Events wait."""
    return row and replace(row, state=EndpointState.PAUSED, since=event.paused_at)


def resumed(row: Endpoint | None, event: EndpointResumed, _stamp: object) -> Endpoint | None:
    """Events are sent again."""
    return row and replace(row, state=EndpointState.ACTIVE, since=event.resumed_at, reason=None)


def disabled(row: Endpoint | None, event: EndpointDisabled, _stamp: object) -> Endpoint | None:
    """It was given up."""
    return row and replace(row, state=EndpointState.DISABLED, since=event.disabled_at, reason=event.reason)


def deleted(_row: Endpoint | None, _event: EndpointDeleted, _stamp: object) -> None:
    """It is no more."""


def sent(row: Sending | None, event: NotificationSent, _stamp: object) -> Sending | None:
    """The endpoint has it."""
    found = _on_its_way(row, event, event.sent_at)
    return found and replace(found, state=SendingState.SENT, attempts=event.attempt, answer=event.answer)


def put_off(row: Sending | None, event: DeliveryPutOff, _stamp: object) -> Sending | None:
    """It will be tried again."""
    found = _on_its_way(row, event, event.tried_at)
    return found and replace(
        found, attempts=event.attempt, answer=event.answer, reason=event.reason, next_try_at=event.next_try_at
    )


def failed(row: Sending | None, event: DeliveryFailed, _stamp: object) -> Sending | None:
    """It was given up."""
    found = _on_its_way(row, event, event.failed_at)
    return found and replace(
        found, state=SendingState.FAILED, attempts=event.attempt, answer=event.answer, reason=event.reason
    )


def again(row: Sending | None, event: DeliveryResumed, _stamp: object) -> Sending | None:
    """It waits again."""
    found = _on_its_way(row, event, event.resumed_at)
    return found and replace(found, attempts=0, next_try_at=event.resumed_at)


def _on_its_way(row: Sending | None, event: Ledger, at: datetime) -> Sending | None:
    """The row at a moment, waiting and with nothing else said of it; a letter has none here."""
    if event.channel is Channel.MAIL:
        return None
    return Sending(
        delivery_id=event.delivery_id,
        endpoint_id=event.to,
        kind=event.kind,
        about=event.about,
        state=SendingState.WAITING,
        attempts=row.attempts if row else 0,
        first_at=row.first_at if row else at,
        last_at=at,
    )
