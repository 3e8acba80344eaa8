"""Seals URLs and keys of endpoints under one key of the service; what is sealed opens only at its own place."""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from json import dumps, loads

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cityteams_notifications.webhooks.signing import SECRET_BYTES, Keys

KEY_BYTES = 32
_NONCE_BYTES = 12


class CannotOpen(Exception):  # noqa: N818 - says what happened
    """Something sealed does not open: another key, or bytes that were changed or moved."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} does not open; is CITYTEAMS_ENDPOINT_KEY the key it was sealed with?")


class EndpointSafe:
    """Seals and opens; `random` makes keys and nonces."""

    def __init__(self, master: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError(f"the key of the endpoints has {KEY_BYTES} bytes, not {len(master)}")
        derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"cityteams endpoints v1").derive(master)
        self._cipher, self._random = AESGCM(derived), random

    def new_keys(self) -> Keys:
        """Fresh keys for an endpoint."""
        return Keys(self._random(SECRET_BYTES), self._random(SECRET_BYTES))

    def seal_url(self, target_id: str, url: str) -> bytes:
        """A URL, locked to its row."""
        return self._seal(f"target/{target_id}", url.encode())

    def open_url(self, target_id: str, sealed: bytes) -> str:
        """The URL in the clear; raises CannotOpen."""
        return self._open(f"target/{target_id}", sealed).decode()

    def seal_keys(self, key_id: str, keys: Keys) -> bytes:
        """Keys, locked to their row."""
        told = {"secret": b64encode(keys.secret).decode(), "seed": b64encode(keys.seed).decode()}
        return self._seal(f"keys/{key_id}", dumps(told).encode())

    def open_keys(self, key_id: str, sealed: bytes) -> Keys:
        """The keys in the clear; raises CannotOpen."""
        told = loads(self._open(f"keys/{key_id}", sealed))
        return Keys(b64decode(told["secret"]), b64decode(told["seed"]))

    def _seal(self, place: str, secret: bytes) -> bytes:
        nonce = self._random(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, place.encode())

    def _open(self, place: str, sealed: bytes) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError):
            raise CannotOpen(place) from None
