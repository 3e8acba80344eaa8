"""What a receipt proves: the canonical content of a submission and its SHA-256.

Registration computes the hash when it takes a worksheet in; anybody who holds the content can compute it again. The
bytes are canonical JSON after RFC 8785 (names sorted by UTF-16, no blanks, numbers as ECMAScript writes them, UTF-8),
with every text in NFC.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from cityteams_contracts.registration.project import Project

__all__ = ["canonical_bytes", "canonical_content", "part_digest", "sha256_of"]

_LARGEST = 10**300


def canonical_content(project: Project, digest: str | None) -> dict[str, Any]:
    """What the hash of a receipt is taken of: the project, and the digest of its private part (null without one).

    A field at its default is left out, so that an optional field which a later version adds changes no old hash.
    """
    return {"part": digest, "project": project.model_dump(mode="json", exclude_defaults=True)}


def part_digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a private part; its salt among the content keeps short answers from being guessed."""
    return sha256_of(content)


def sha256_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical bytes, in lower-case hexadecimal."""
    return sha256(canonical_bytes(content)).hexdigest()


def canonical_bytes(value: Any) -> bytes:
    """A JSON value in its one canonical spelling. Raises ValueError for what JSON cannot say."""
    return _spelled(value).encode("utf-8")


def _spelled(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(normalize("NFC", value), ensure_ascii=False)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(_spelled(each) for each in value)}]"
    raise ValueError(f"a {type(value).__name__} is no JSON value; give texts, numbers, lists and objects only")


def _object(value: Mapping[Any, Any]) -> str:
    named = {normalize("NFC", str(name)): each for name, each in value.items()}
    if len(named) < len(value):
        raise ValueError("two names of one object are the same in NFC; rename one of them")
    ordered = sorted(named, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{_spelled(name)}:{_spelled(named[name])}" for name in ordered) + "}"


def _number(value: float) -> str:
    """As ECMAScript's Number.prototype.toString writes it; an integer that no double means is refused."""
    if isinstance(value, int) and (abs(value) > _LARGEST or not _is_a_double(value)):
        raise ValueError(f"{str(value)[:40]} is too large a number for JSON; write it as a text")
    return _as_written(float(value))


def _is_a_double(value: int) -> bool:
    return int(float(value)) == value or _as_written(float(value)) == str(value)


def _as_written(value: float) -> str:
    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is no number in JSON; leave it empty")
    if exact == 0:
        return "0"
    sign, digits, power = exact.normalize().as_tuple()
    return ("-" if sign else "") + _placed("".join(map(str, digits)), int(power))


def _placed(digits: str, power: int) -> str:
    """Digits with the decimal point, zeros or exponent where ECMAScript puts them."""
    point = len(digits) + power
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
