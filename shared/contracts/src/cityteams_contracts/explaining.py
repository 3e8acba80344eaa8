"""The token of the link “why do I get this”: it names a letter, and cannot be made without the key.

Notifications writes it under a letter, the portal reads it; both are told the same key, that of unsubscribing.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from hashlib import sha256

from cityteams_contracts.values import ID_PATTERN

_ID = re.compile(ID_PATTERN)
_PURPOSE = b"cityteams why v1\0"


def why_token(key: bytes, letter_id: str) -> str:
    """The token, safe as one segment of an address."""
    return f"{letter_id}.{_seal(key, letter_id)}"


def read_why_token(key: bytes, token: str) -> str | None:
    """The id of the letter that a token names, or None when it was not made with this key."""
    letter_id, _, seal = token.rpartition(".")
    made_with_it = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(key, letter_id).encode())
    return letter_id if made_with_it and _ID.fullmatch(letter_id) else None


def _seal(key: bytes, letter_id: str) -> str:
    sealed = hmac.new(key, _PURPOSE + letter_id.encode("utf-8", "surrogatepass"), sha256).digest()
    return urlsafe_b64encode(sealed).decode().rstrip("=")
