"""Standard Webhooks 1.0: what is signed, with which keys, and how the headers look.

Every attempt carries a `v1` (HMAC-SHA256) and a `v1a` (ed25519) signature of each key in use: during a rotation two of
each, the newest first. A receiver may check whichever it likes.
"""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECRET_BYTES = 32
"""Of each secret; the standard wants 24 to 64."""


@dataclass(frozen=True)
class Keys:
    """The keys of an endpoint: the secret of `v1`, and the seed of the ed25519 key of `v1a`."""

    secret: bytes
    seed: bytes

    def __repr__(self) -> str:
        """Says nothing: what is printed may be logged."""
        return "Keys(…)"

    @property
    def told_secret(self) -> str:
        """The secret as its owner is told it, once."""
        return f"whsec_{b64encode(self.secret).decode()}"

    @property
    def told_public(self) -> str:
        """The public key, which anybody may know."""
        public = self._private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"whpk_{b64encode(public).decode()}"

    def signatures(self, signed: bytes) -> tuple[str, str]:
        """Both signatures of what is signed."""
        v1 = hmac.new(self.secret, signed, sha256).digest()
        return f"v1,{b64encode(v1).decode()}", f"v1a,{b64encode(self._private().sign(signed)).decode()}"

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def signed_headers(message_id: str, at: datetime, body: bytes, keys: Sequence[Keys]) -> dict[str, str]:
    """The three headers; `at` is the moment of the attempt, `message_id` the same for every attempt."""
    moment = str(int(at.timestamp()))
    signed = f"{message_id}.{moment}.".encode() + body
    signatures = [signature for each in keys for signature in each.signatures(signed)]
    return {"webhook-id": message_id, "webhook-timestamp": moment, "webhook-signature": " ".join(signatures)}
