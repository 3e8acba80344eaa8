"""Seals contacts: one key per person, wrapped by the master key, so that a deleted row is a person nobody can read."""

import hmac
import json
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cityteams_registration.domain.contact import Contact, SealedContact, same_mail

KEY_BYTES = 32
_NONCE_BYTES = 12


class CannotOpen(Exception):  # noqa: N818 - says what happened
    """A stored contact does not open: another master key, or bytes that were changed or moved between persons."""

    def __init__(self, person_id: str) -> None:
        super().__init__(
            f"the contact of person {person_id} does not open; is CITYTEAMS_CONTACT_KEY the key it was sealed with?"
        )


class Vault:
    """Seals and opens contacts under one master key of 32 bytes."""

    def __init__(self, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes, not {len(master)}")
        self._index_key = _derived(master, b"cityteams contact index v1")
        self._wrapping = AESGCM(_derived(master, b"cityteams contact wrapping v1"))

    def index(self, mail: str) -> str:
        """The same word for every spelling of an address, from which nobody without the key learns the address."""
        return hmac.new(self._index_key, same_mail(mail).encode(), sha256).hexdigest()

    def seal(self, person_id: str, contact: Contact) -> SealedContact:
        """Locks a contact under a fresh key of its own; both are bound to the person, so rows cannot be swapped."""
        key = AESGCM.generate_key(bit_length=8 * KEY_BYTES)
        text = json.dumps({"name": contact.name, "mail": contact.mail}, ensure_ascii=False)
        return SealedContact(
            person_id=person_id,
            mail_index=self.index(contact.mail),
            wrapped_key=_lock(self._wrapping, key, person_id),
            sealed=_lock(AESGCM(key), text.encode(), person_id),
        )

    def open(self, sealed: SealedContact) -> Contact:
        """The contact in the clear; raises CannotOpen."""
        try:
            key = _unlock(self._wrapping, sealed.wrapped_key, sealed.person_id)
            found = json.loads(_unlock(AESGCM(key), sealed.sealed, sealed.person_id))
        except (InvalidTag, ValueError):
            raise CannotOpen(sealed.person_id) from None
        return Contact(name=found["name"], mail=found["mail"])


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)


def _lock(cipher: AESGCM, secret: bytes, person_id: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, secret, person_id.encode())


def _unlock(cipher: AESGCM, locked: bytes, person_id: str) -> bytes:
    return cipher.decrypt(locked[:_NONCE_BYTES], locked[_NONCE_BYTES:], person_id.encode())
