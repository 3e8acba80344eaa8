"""The private rows of endpoints: where they are, and what signs for them, sealed."""

from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts.notifications import EndpointKind


@dataclass(frozen=True)
class SealedTarget:
    """A URL that somebody gave for an organisation; `used` once an endpoint was registered with it."""

    target_id: str
    organisation_id: str
    made_by: str
    made_at: datetime
    kind: EndpointKind
    host: str
    sealed: bytes
    key_id: str | None
    used: bool = False


@dataclass(frozen=True)
class SealedKeys:
    """Keys that were made; `endpoint_id` is None as long as they belong to a target that no endpoint has."""

    key_id: str
    endpoint_id: str | None
    made_at: datetime
    sealed: bytes
    public_key: str
