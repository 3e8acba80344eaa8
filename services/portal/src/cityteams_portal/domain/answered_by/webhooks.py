"""The events that say that a command of webhooks was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    DeliveriesReplayed,
    EndpointDeleted,
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
)

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    RegisterEndpoint: (EndpointRegistered,),
    ReviseEndpoint: (EndpointRevised,),
    RotateSecret: (SecretRotated,),
    PauseEndpoint: (EndpointPaused,),
    ResumeEndpoint: (EndpointResumed,),
    DeleteEndpoint: (EndpointDeleted,),
    TestEndpoint: (EndpointTested,),
    ReplayDeliveries: (DeliveriesReplayed,),
}
