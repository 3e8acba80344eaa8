"""The ledger of attempts, one for mail and webhooks: what was sent, put off, failed, bounced, and who is left alone.

`delivery_id` is the id of the letter, or of one event on its way to one endpoint; `to` is a PersonId or the id of an
endpoint, `kind` the kind of letter or the type of the event, `about` what it is about. No contact is ever said.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import Code, Id, Instant, Line, PersonId

__all__ = [
    "Channel",
    "DeliveriesResumed",
    "DeliveryFailed",
    "DeliveryPutOff",
    "DeliveryResumed",
    "LiftSuppression",
    "NotificationBounced",
    "NotificationSent",
    "RetryDeliveries",
    "SuppressionBegun",
    "SuppressionLifted",
    "SuppressionReason",
]

Attempt = Annotated[int, Field(ge=1, le=10_000)]
"""Which attempt this was, from 1 on."""
Answer = Annotated[int, Field(ge=100, le=599)]
"""The number of the server's answer: an SMTP reply code or an HTTP status. Its words may name a person: not kept."""
EnhancedStatus = Annotated[str, StringConstraints(pattern=r"^[245]\.\d{1,3}\.\d{1,3}$")]
"""A status code of RFC 3463, such as 5.1.1: no such mailbox."""


class Channel(StrEnum):
    """On which way something is delivered."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    CHAT = "chat"


class SuppressionReason(StrEnum):
    """Why a person is sent no more mail."""

    BOUNCED = "bounced"
    REFUSED = "refused"
    COMPLAINED = "complained"


class NotificationSent(Event, name="notifications.delivery.sent", key="delivery_id"):
    """The other side took it over: a mail server with 250, an endpoint with 2xx."""

    delivery_id: Id
    channel: Channel
    to: Id
    kind: Line
    about: Id
    attempt: Attempt
    answer: Answer | None = None
    sent_at: Instant


class DeliveryPutOff(Event, name="notifications.delivery.put-off", key="delivery_id"):
    """An attempt came to nothing and there will be another one; no `answer` means that none came."""

    delivery_id: Id
    channel: Channel
    to: Id
    kind: Line
    about: Id
    attempt: Attempt
    answer: Answer | None = None
    reason: Code
    tried_at: Instant
    next_try_at: Instant


class DeliveryFailed(Event, name="notifications.delivery.failed", key="delivery_id"):
    """It is given up, after `attempt` attempts (0 when none was worth while), until somebody asks for it again."""

    delivery_id: Id
    channel: Channel
    to: Id
    kind: Line
    about: Id
    attempt: Annotated[int, Field(ge=0, le=10_000)]
    answer: Answer | None = None
    reason: Code
    failed_at: Instant


class NotificationBounced(Event, name="notifications.delivery.bounced", key="delivery_id"):
    """What was taken over came back later (RFC 3464); only a permanent bounce ends mail to the person."""

    delivery_id: Id
    channel: Channel
    to: Id
    kind: Line
    about: Id
    status: EnhancedStatus
    permanent: bool
    bounced_at: Instant


class DeliveryResumed(Event, name="notifications.delivery.resumed", key="delivery_id"):
    """What had failed waits again, from a first attempt on, because somebody asked for it."""

    delivery_id: Id
    channel: Channel
    to: Id
    kind: Line
    about: Id
    recovery_id: Id
    resumed_at: Instant


class DeliveriesResumed(Event, name="notifications.recovery.made", key="recovery_id"):
    """The answer to `RetryDeliveries`: how many wait again, and whether there are `more` of them to ask for."""

    recovery_id: Id
    since: Instant
    until: Instant
    count: Annotated[int, Field(ge=0)]
    more: bool = False
    resumed_at: Instant


class SuppressionBegun(Event, name="notifications.suppression.begun", key="person_id"):
    """From now on this person is sent no mail, since it cannot arrive or is not wanted; letters to them fail."""

    person_id: PersonId
    reason: SuppressionReason
    status: EnhancedStatus | None = None
    delivery_id: Id | None = None
    begun_at: Instant


class SuppressionLifted(Event, name="notifications.suppression.lifted", key="person_id"):
    """The person is sent mail again."""

    person_id: PersonId
    lifted_at: Instant


class RetryDeliveries(Command, name="notifications.retry-deliveries", key="recovery_id"):
    """Whatever failed in a span of time is to be tried again; `channel`, `to` and `delivery_id` narrow it down."""

    recovery_id: Id
    since: Instant
    until: Instant
    channel: Channel | None = None
    to: Id | None = None
    delivery_id: Id | None = None


class LiftSuppression(Command, name="notifications.lift-suppression", key="person_id"):
    """The person can be reached again, such as after a full mailbox was emptied."""

    person_id: PersonId
