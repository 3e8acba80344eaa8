"""URLs and secrets of endpoints go through the portal to notifications and back, and are kept nowhere on the way."""

from dataclasses import dataclass

from starlette.requests import Request

from cityteams_contracts.notifications import (
    ENDPOINT_KEYS,
    ENDPOINT_SECRET,
    ENDPOINT_TARGET,
    EndpointKind,
    GiveTarget,
    KeysRead,
    MakeSecret,
    ReadKeys,
    RegisterEndpoint,
    RotateSecret,
    SecretMade,
    TargetGiven,
    Wanted,
)
from cityteams_portal.domain.endpoint import Endpoint
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor


@dataclass(frozen=True)
class Fresh:
    """A command to send, and the secret to tell once."""

    command: RegisterEndpoint | RotateSecret
    secret: str | None
    public_key: str | None


async def registration(request: Request, visitor: Visitor, asked: RegisterEndpoint, url: str) -> Fresh:
    """Gives the URL privately; `asked` has no target yet. Raises Rejected for a URL that may not be."""
    given = await site_of(request).service.request(
        ENDPOINT_TARGET,
        GiveTarget(actor=visitor.person_id, organisation_id=asked.organisation_id, kind=asked.kind, url=url),
        TargetGiven,
    )
    return Fresh(asked.model_copy(update={"target_id": given.target_id}), given.secret, given.public_key)


async def rotation(request: Request, visitor: Visitor, it: Endpoint, hours: int) -> Fresh:
    """Has a fresh secret made. Raises Rejected."""
    question = MakeSecret(actor=visitor.person_id, endpoint_id=it.endpoint_id)
    made = await site_of(request).service.request(ENDPOINT_SECRET, question, SecretMade)
    command = RotateSecret(endpoint_id=it.endpoint_id, key_id=made.key_id, overlap_hours=hours)
    return Fresh(command, made.secret, made.public_key)


async def public_keys(request: Request, visitor: Visitor, it: Endpoint) -> tuple[str, ...]:
    """The keys that verify what is sent now. Raises Rejected and Transient."""
    question = ReadKeys(actor=visitor.person_id, endpoint_id=it.endpoint_id)
    return (await site_of(request).service.request(ENDPOINT_KEYS, question, KeysRead)).public_keys


def unplaced(
    endpoint_id: str, organisation_id: str, title: str, kind: EndpointKind, wanted: Wanted
) -> RegisterEndpoint:
    """A registration whose URL was not given yet."""
    return RegisterEndpoint(
        endpoint_id=endpoint_id,
        organisation_id=organisation_id,
        title=title,
        kind=kind,
        target_id="none-yet",
        wanted=wanted,
    )
