"""Private questions to notifications: core NATS request and reply, which no stream and no disk of the broker keeps.

The URL of an endpoint and the secret it is signed with travel here and nowhere else. `actor` is the PersonId of whom
the portal vouches for; notifications itself decides whether that person may.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from cityteams_contracts.notifications.webhooks import EndpointKind
from cityteams_contracts.values import Id, Line, OrganisationId, PersonId, Value

__all__ = [
    "ASKED_OF_NOTIFICATIONS",
    "ENDPOINT_KEYS",
    "ENDPOINT_SECRET",
    "ENDPOINT_TARGET",
    "GiveTarget",
    "KeysRead",
    "MakeSecret",
    "ReadKeys",
    "SecretMade",
    "TargetGiven",
]

_SUBJECT = "cityteams.prv.notifications"
ENDPOINT_TARGET = f"{_SUBJECT}.endpoint.target"
ENDPOINT_SECRET = f"{_SUBJECT}.endpoint.secret"
ENDPOINT_KEYS = f"{_SUBJECT}.endpoint.keys"

ASKED_OF_NOTIFICATIONS = {"portal": (ENDPOINT_TARGET, ENDPOINT_SECRET, ENDPOINT_KEYS)}
"""Which service may ask which private question; the broker's permissions are generated from this."""

Address = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class GiveTarget(Value):
    """The URL of an endpoint that somebody is about to register for an organisation of theirs."""

    actor: PersonId
    organisation_id: OrganisationId
    kind: EndpointKind = EndpointKind.WEBHOOK
    url: Address


class TargetGiven(Value):
    """Under which id the URL was taken; `secret` (`whsec_…`) is told here once, and never again.

    `public_key` (`whpk_…`) verifies the `v1a` signatures. A channel has neither.
    """

    target_id: Id
    host: Line
    secret: str | None = None
    public_key: str | None = None


class MakeSecret(Value):
    """A fresh secret for an endpoint of one's own, which a command then puts into use."""

    actor: PersonId
    endpoint_id: Id


class SecretMade(Value):
    """The secret, told once."""

    key_id: Id
    secret: str
    public_key: str


class ReadKeys(Value):
    """Which public keys verify the `v1a` signatures of an endpoint now."""

    actor: PersonId
    endpoint_id: Id


class KeysRead(Value):
    """The public keys in use, the newest first."""

    public_keys: Annotated[tuple[str, ...], Field(max_length=2)] = ()
