"""The token of an unsubscribe link (RFC 8058): it names person, topic and letter, and cannot be made without the key.

Notifications writes it into a letter's header, the portal reads it; both are told the same key.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from cityteams_contracts.values import ID_PATTERN

_ID, _TOPIC = re.compile(ID_PATTERN), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PURPOSE = b"cityteams unsubscribe v1\0"


@dataclass(frozen=True)
class Subscription:
    """Who would hear no more of what, and from which letter they came."""

    person_id: str
    topic: str
    letter_id: str


def unsubscribe_token(key: bytes, subscription: Subscription) -> str:
    """The token, safe as one segment of an address."""
    named = f"{subscription.person_id}.{subscription.topic}.{subscription.letter_id}"
    return f"{named}.{_seal(key, named)}"


def read_unsubscribe_token(key: bytes, token: str) -> Subscription | None:
    """What a token names, or None when it was not made with this key."""
    named, _, seal = token.rpartition(".")
    if not hmac.compare_digest(seal.encode(), _seal(key, named).encode()):
        return None
    parts = named.split(".")
    if len(parts) != 3 or not (_ID.fullmatch(parts[0]) and _TOPIC.fullmatch(parts[1]) and _ID.fullmatch(parts[2])):
        return None
    return Subscription(*parts)


def _seal(key: bytes, named: str) -> str:
    sealed = hmac.new(key, _PURPOSE + named.encode("utf-8", "surrogatepass"), sha256).digest()
    return urlsafe_b64encode(sealed).decode().rstrip("=")
