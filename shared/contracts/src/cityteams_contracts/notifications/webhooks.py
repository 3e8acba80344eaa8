"""Webhook endpoints of organisations: what they want to hear, how they are kept, and why one was disabled.

Where an endpoint is (its whole URL) and its secrets are given privately and appear here by their ids alone; `host` is
all that is told of the URL, because what stands behind it is often a secret itself.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import ClusterId, Code, Id, Instant, Line, OrganisationId, SectorCode, Value

__all__ = [
    "DeleteEndpoint",
    "DeliveriesReplayed",
    "EndpointDeleted",
    "EndpointDisabled",
    "EndpointKind",
    "EndpointPaused",
    "EndpointRegistered",
    "EndpointResumed",
    "EndpointRevised",
    "EndpointTested",
    "EventType",
    "PauseEndpoint",
    "RegisterEndpoint",
    "ReplayDeliveries",
    "ResumeEndpoint",
    "ReviseEndpoint",
    "RotateSecret",
    "SecretRotated",
    "TestEndpoint",
    "Wanted",
]

EndpointId = Id
EventType = Annotated[
    str, StringConstraints(pattern=r"^org\.cityteams\.[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]?$")
]
"""The CloudEvents type of an event, such as `org.cityteams.cluster.listed.v1`."""


class EndpointKind(StrEnum):
    """A web address that takes signed events, or a channel of a chat service that takes sentences."""

    WEBHOOK = "webhook"
    CHANNEL = "channel"


class Wanted(Value):
    """What an endpoint is sent; an empty list asks for all. An event has to fit every list that is not empty."""

    types: Annotated[tuple[EventType, ...], Field(max_length=100)] = ()
    clusters: Annotated[tuple[ClusterId, ...], Field(max_length=200)] = ()
    sectors: Annotated[tuple[SectorCode, ...], Field(max_length=40)] = ()


class RegisterEndpoint(Command, name="notifications.register-endpoint", key="endpoint_id"):
    """An organisation wants to be sent events; `target_id` is what the private desk gave for the URL."""

    endpoint_id: EndpointId
    organisation_id: OrganisationId
    title: Line
    kind: EndpointKind = EndpointKind.WEBHOOK
    target_id: Id
    wanted: Wanted = Wanted()


class ReviseEndpoint(Command, name="notifications.revise-endpoint", key="endpoint_id"):
    """The endpoint is called otherwise, or wants other events."""

    endpoint_id: EndpointId
    title: Line
    wanted: Wanted = Wanted()


class RotateSecret(Command, name="notifications.rotate-secret", key="endpoint_id"):
    """A fresh secret is used from now on; the one before signs as well for so many hours."""

    endpoint_id: EndpointId
    key_id: Id
    overlap_hours: Annotated[int, Field(ge=0, le=168)] = 24


class PauseEndpoint(Command, name="notifications.pause-endpoint", key="endpoint_id"):
    """Nothing is sent for a while; events wait."""

    endpoint_id: EndpointId


class ResumeEndpoint(Command, name="notifications.resume-endpoint", key="endpoint_id"):
    """What was paused or disabled is sent events again."""

    endpoint_id: EndpointId


class DeleteEndpoint(Command, name="notifications.delete-endpoint", key="endpoint_id"):
    """The endpoint is no more; its URL and secrets are destroyed."""

    endpoint_id: EndpointId


class TestEndpoint(Command, name="notifications.test-endpoint", key="endpoint_id"):
    """A signed event of no meaning is sent, to see whether it arrives."""

    __test__ = False  # or pytest takes it for tests
    endpoint_id: EndpointId


class ReplayDeliveries(Command, name="notifications.replay-deliveries", key="endpoint_id"):
    """Events are sent again under their own ids: one, those heard in a span of time, or all that failed.

    One is named by its own id or by that of its delivery in the ledger.
    """

    endpoint_id: EndpointId
    message_id: Id | None = None
    delivery_id: Id | None = None
    since: Instant | None = None
    until: Instant | None = None
    only_failed: bool = False


class EndpointRegistered(Event, name="notifications.endpoint.registered", key="endpoint_id"):
    """An organisation is sent events from now on."""

    endpoint_id: EndpointId
    organisation_id: OrganisationId
    title: Line
    kind: EndpointKind
    host: Line
    target_id: Id
    key_id: Id | None = None
    wanted: Wanted
    registered_at: Instant


class EndpointRevised(Event, name="notifications.endpoint.revised", key="endpoint_id"):
    """It is called otherwise, or wants other events."""

    endpoint_id: EndpointId
    title: Line
    wanted: Wanted
    revised_at: Instant


class SecretRotated(Event, name="notifications.endpoint.secret-rotated", key="endpoint_id"):
    """A fresh secret signs; until `before_until` the one before it signs as well."""

    endpoint_id: EndpointId
    key_id: Id
    before_id: Id
    before_until: Instant
    rotated_at: Instant


class EndpointPaused(Event, name="notifications.endpoint.paused", key="endpoint_id"):
    """Events wait for it."""

    endpoint_id: EndpointId
    paused_at: Instant


class EndpointResumed(Event, name="notifications.endpoint.resumed", key="endpoint_id"):
    """It is sent events again."""

    endpoint_id: EndpointId
    resumed_at: Instant


class EndpointDisabled(Event, name="notifications.endpoint.disabled", key="endpoint_id"):
    """Nothing is sent any more: it said 410 (`gone`), or failed for days (`failing-for-days`).

    Names all that a notice to the organisation's people has to say.
    """

    endpoint_id: EndpointId
    organisation_id: OrganisationId
    title: Line
    host: Line
    reason: Code
    failing_since: Instant | None = None
    disabled_at: Instant


class EndpointDeleted(Event, name="notifications.endpoint.deleted", key="endpoint_id"):
    """It is no more."""

    endpoint_id: EndpointId
    deleted_at: Instant


class EndpointTested(Event, name="notifications.endpoint.tested", key="endpoint_id"):
    """A test was asked for; this very event is what is sent, to this endpoint alone."""

    endpoint_id: EndpointId
    delivery_id: Id
    tested_at: Instant


class DeliveriesReplayed(Event, name="notifications.endpoint.deliveries-replayed", key="endpoint_id"):
    """So many events wait to be sent again; `more` says that there are more in the span than are sent at once."""

    endpoint_id: EndpointId
    count: Annotated[int, Field(ge=1)]
    more: bool = False
    replayed_at: Instant
