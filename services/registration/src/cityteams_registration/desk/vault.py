"""Keys: one per person, wrapped by an epoch, wrapped by the master key; what loses its key nobody can read again."""

import hmac
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cityteams_registration.desk.rows import Epoch, Key
from cityteams_registration.domain.contact import same_mail

KEY_BYTES = 32
_NONCE_BYTES = 12


class CannotOpen(Exception):  # noqa: N818 - says what happened
    """Something sealed does not open: another master key, or bytes that were changed or moved."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} does not open; is CITYTEAMS_CONTACT_KEY the key it was sealed with?")


class PersonKey:
    """The key of one person, opened; it lives as long as one transaction."""

    def __init__(self, person_id: str, key: bytes) -> None:
        self.person_id, self._cipher = person_id, AESGCM(key)

    def seal(self, place: str, text: bytes) -> bytes:
        """Locks a text to its place, which is `<row id>/<field>`: moved elsewhere it does not open."""
        return _lock(self._cipher, text, f"{self.person_id}/{place}")

    def open(self, place: str, sealed: bytes) -> bytes:
        """The text in the clear; raises CannotOpen."""
        try:
            return _unlock(self._cipher, sealed, f"{self.person_id}/{place}")
        except (InvalidTag, ValueError):
            raise CannotOpen(f"{place} of person {self.person_id}") from None


class Vault:
    """Makes and opens keys under one master key of 32 bytes; keeps none of them in memory but those it derives."""

    def __init__(self, master: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes, not {len(master)}")
        self._index_key = _derived(master, b"cityteams contact index v1")
        self._blur_key = _derived(master, b"cityteams blind hash v1")
        self._wrapping = AESGCM(_derived(master, b"cityteams epoch wrapping v1"))
        self.random = random

    def index(self, mail: str) -> str:
        """The same word for every spelling of an address, from which nobody without the key learns the address."""
        return hmac.new(self._index_key, same_mail(mail).encode(), sha256).hexdigest()

    def blur(self, secret: str) -> str:
        """A blind hash of a token, a browser or an origin, which cannot be guessed at without the master key."""
        return hmac.new(self._blur_key, secret.encode(), sha256).hexdigest()

    def new_epoch(self, epoch_id: str, now: datetime) -> Epoch:
        """An epoch with a fresh key."""
        return Epoch(epoch_id, _lock(self._wrapping, self.random(KEY_BYTES), epoch_id), now)

    def new_key(self, person_id: str, epoch: Epoch, now: datetime) -> Key:
        """A fresh key for a person."""
        return Key(person_id, epoch.epoch_id, _lock(self._epoch(epoch), self.random(KEY_BYTES), person_id), now)

    def opened(self, key: Key, epoch: Epoch) -> PersonKey:
        """The key of a person, ready for use; raises CannotOpen."""
        return PersonKey(key.person_id, self._raw(key, epoch))

    def rewrapped(self, key: Key, before: Epoch, after: Epoch) -> Key:
        """The same key under another epoch; raises CannotOpen."""
        wrapped = _lock(self._epoch(after), self._raw(key, before), key.person_id)
        return replace(key, epoch_id=after.epoch_id, wrapped=wrapped)

    def _raw(self, key: Key, epoch: Epoch) -> bytes:
        try:
            return _unlock(self._epoch(epoch), key.wrapped, key.person_id)
        except (InvalidTag, ValueError):
            raise CannotOpen(f"the key of person {key.person_id}") from None

    def _epoch(self, epoch: Epoch) -> AESGCM:
        try:
            return AESGCM(_unlock(self._wrapping, epoch.wrapped, epoch.epoch_id))
        except (InvalidTag, ValueError):
            raise CannotOpen(f"epoch {epoch.epoch_id}") from None


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)


def _lock(cipher: AESGCM, secret: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, secret, place.encode())


def _unlock(cipher: AESGCM, locked: bytes, place: str) -> bytes:
    return cipher.decrypt(locked[:_NONCE_BYTES], locked[_NONCE_BYTES:], place.encode())
