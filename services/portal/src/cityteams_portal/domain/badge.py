"""A badge's token: which seat it is for, signed, and nothing about a person.

`CT1` and 44 signs of base 32: the 16 bytes of the seat's id, and the first 11 of an HMAC-SHA256 over it. Whoever has
no key finds a second valid token only by trying 2^88 of them at a desk.
"""

from base64 import b32decode, b32encode
from binascii import Error
from hashlib import sha256
from hmac import compare_digest, new
from uuid import UUID

_MARK, _SIGNED = "CT1", 11


def badge_token(key: bytes, seat_id: str) -> str:
    """The token of a seat; raises ValueError when the id is no UUID."""
    seat = UUID(seat_id).bytes
    return _MARK + b32encode(seat + _signature(key, seat)).decode().rstrip("=")


def seat_of_token(key: bytes, text: str) -> str | None:
    """The seat that a token, or an address that ends with one, is for; None when nobody signed it."""
    token = text.strip().upper().rpartition("/")[2]
    try:
        raw = b32decode(token.removeprefix(_MARK) + "=" * (-len(token.removeprefix(_MARK)) % 8))
    except (Error, ValueError):
        return None
    if not token.startswith(_MARK) or len(raw) != 16 + _SIGNED:
        return None
    seat = str(UUID(bytes=raw[:16]))
    return seat if compare_digest(badge_token(key, seat), token) else None


def badge_key(secret: str) -> bytes:
    """The key for badges, derived from the secretariat's token, which stands for nothing else this way."""
    return new(secret.encode(), b"cityteams badges 1", sha256).digest()


def _signature(key: bytes, seat: bytes) -> bytes:
    return new(key, seat, sha256).digest()[:_SIGNED]
