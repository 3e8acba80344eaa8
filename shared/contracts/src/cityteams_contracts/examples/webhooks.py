"""Examples of webhooks."""

from cityteams_contracts.examples.values import CLUSTER, hour
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    DeliveriesReplayed,
    EndpointDeleted,
    EndpointDisabled,
    EndpointKind,
    EndpointPaused,
    EndpointRegistered,
    EndpointResumed,
    EndpointRevised,
    EndpointTested,
    PauseEndpoint,
    RegisterEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    ReviseEndpoint,
    RotateSecret,
    SecretRotated,
    TestEndpoint,
    Wanted,
)

_IT, _CITY, _TITLE, _HOST = (
    "endpoint-open-data",
    "o-rohnert-park",
    "Open data platform",
    "hooks.rohnertpark.example.org",
)
_WANTED = Wanted(
    types=("org.cityteams.cluster.listed.v1",), clusters=(CLUSTER,), sectors=("public_safety", "environment")
)


def webhooks_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_commands(), *_events())


def _commands() -> tuple[Message, ...]:
    return (
        RegisterEndpoint(endpoint_id=_IT, organisation_id=_CITY, title=_TITLE, target_id="target-0001", wanted=_WANTED),
        ReviseEndpoint(endpoint_id=_IT, title=_TITLE, wanted=Wanted()),
        RotateSecret(endpoint_id=_IT, key_id="keys-0002", overlap_hours=48),
        PauseEndpoint(endpoint_id=_IT),
        ResumeEndpoint(endpoint_id=_IT),
        DeleteEndpoint(endpoint_id=_IT),
        TestEndpoint(endpoint_id=_IT),
        ReplayDeliveries(endpoint_id=_IT, since=hour(9, 0), until=hour(10, 0), only_failed=True),
    )


def _events() -> tuple[Message, ...]:
    return (
        EndpointRegistered(
            endpoint_id=_IT,
            organisation_id=_CITY,
            title=_TITLE,
            kind=EndpointKind.WEBHOOK,
            host=_HOST,
            target_id="target-0001",
            key_id="keys-0001",
            wanted=_WANTED,
            registered_at=hour(8, 0),
        ),
        EndpointRevised(endpoint_id=_IT, title=_TITLE, wanted=Wanted(), revised_at=hour(8, 5)),
        SecretRotated(
            endpoint_id=_IT,
            key_id="keys-0002",
            before_id="keys-0001",
            before_until=hour(9, 10),
            rotated_at=hour(8, 10),
        ),
        EndpointPaused(endpoint_id=_IT, paused_at=hour(8, 15)),
        EndpointResumed(endpoint_id=_IT, resumed_at=hour(8, 20)),
        EndpointTested(endpoint_id=_IT, delivery_id="delivery-0001", tested_at=hour(8, 25)),
        DeliveriesReplayed(endpoint_id=_IT, count=12, replayed_at=hour(10, 5)),
        EndpointDisabled(
            endpoint_id=_IT,
            organisation_id=_CITY,
            title=_TITLE,
            host=_HOST,
            reason="failing-for-days",
            failing_since=hour(8, 30),
            disabled_at=hour(11, 0),
        ),
        EndpointDeleted(endpoint_id=_IT, deleted_at=hour(11, 5)),
    )
