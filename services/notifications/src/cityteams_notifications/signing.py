"""DKIM (RFC 6376): the signature by which a receiver knows that headers and text are as this programme sent them.

Canonicalisation is dkimpy's; the RSA operation is `cryptography`'s, because dkimpy's own, in plain Python, takes ten
times as long as everything else that a letter needs.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

import dkim
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from dkim.canonicalization import CanonicalizationPolicy

from cityteams_store.errors import Refused

_SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"auto-submitted", b"list-id", b"list-unsubscribe",
    b"list-unsubscribe-post", b"mime-version", b"content-type", b"content-transfer-encoding",
)  # fmt: skip
_ONCE_MORE = (b"from", b"to", b"subject", b"list-unsubscribe", b"list-unsubscribe-post")
"""Named once more than they occur, so that nobody can add another one on the way."""
_LEAST_BITS = 1024
_CANONICAL = re.compile(rb"(?:(?:[!-~]+(?: [!-~]+)*)?\r\n)*[!-~]+(?: [!-~]+)*\r\n")
"""A body that relaxed canonicalisation leaves as it is: no two spaces, none at either end of a line, no empty end."""


@dataclass(frozen=True)
class Signer:
    """Signs for one domain under one selector."""

    domain: str
    selector: str
    key: RSAPrivateKey

    @classmethod
    def of(cls, domain: str, selector: str, file: Path) -> Self:
        """The signer with the private key of a PEM file. Raises Refused with what is wrong about it."""
        try:
            key = load_pem_private_key(file.read_bytes(), None)
        except (OSError, ValueError, TypeError) as wrong:
            raise Refused(f"CITYTEAMS_DKIM_KEY_FILE {file}: no private key in PEM ({type(wrong).__name__})") from None
        if not isinstance(key, RSAPrivateKey) or key.key_size < _LEAST_BITS:
            raise Refused(f"CITYTEAMS_DKIM_KEY_FILE {file}: needs an RSA key of {_LEAST_BITS} bits or more")
        return cls(domain, selector, key)

    def __reduce__(self) -> tuple[object, ...]:
        """To be handed to a process of our own that signs."""
        pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return _signer, (self.domain, self.selector, pem)

    def sign(self, mail: bytes, at: datetime) -> bytes:
        """The mail with its signature before everything else."""
        head, _, body = mail.partition(b"\r\n\r\n")
        headers, _ = dkim.rfc822_parse(head)
        policy = CanonicalizationPolicy.from_c_value(b"relaxed/relaxed")
        known = [name.lower() for name, _ in headers]
        named = [*(name for name in _SIGNED if name in known), *_ONCE_MORE]
        plain = body if _CANONICAL.fullmatch(body) else policy.canonicalize_body(body)
        digest = b64encode(sha256(plain).digest())
        fields = (
            b"v=1", b"a=rsa-sha256", b"c=relaxed/relaxed", b"d=" + self.domain.encode(), b"s=" + self.selector.encode(),
            b"t=%d" % at.timestamp(), b"h=" + b":\r\n ".join(named), b"bh=" + digest, b"b=",
        )  # fmt: skip
        value = b" " + b";\r\n ".join(fields)
        chosen = dkim.select_headers(policy.canonicalize_headers(headers), named)
        ((name, bare),) = policy.canonicalize_headers([(b"DKIM-Signature", value)])
        text = b"".join(b"%s:%s" % pair for pair in chosen) + b"%s:%s" % (name, bare.rstrip(b"\r\n"))
        seal = b64encode(self.key.sign(text, PKCS1v15(), SHA256()))
        folded = b"\r\n ".join(seal[start : start + 70] for start in range(0, len(seal), 70))
        return b"DKIM-Signature:" + value + folded + b"\r\n" + mail


def _signer(domain: str, selector: str, pem: bytes) -> Signer:
    key = load_pem_private_key(pem, None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("not an RSA key")
    return Signer(domain, selector, key)
