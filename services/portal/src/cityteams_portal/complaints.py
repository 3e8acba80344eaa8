"""What is wrong with what a person sent: the field, and what to do about it, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One field and its remedy."""

    path: Path
    detail: str

    @property
    def pointer(self) -> str:
        """The field as a JSON pointer (RFC 6901)."""
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.path)


class Complained(Exception):  # noqa: N818 - what happened, not a failure of ours
    """What a person sent cannot be taken as it is."""

    def __init__(self, found: Sequence[Complaint]) -> None:
        super().__init__("; ".join(f"{each.pointer}: {each.detail}" for each in found))
        self.found = tuple(found)


_REMEDIES = {
    "missing": "is missing; add it",
    "string_too_short": "is empty; fill it in",
    "string_too_long": "is longer than {max_length} characters; shorten it",
    "too_long": "has more than {max_length} entries; leave some out",
    "too_short": "has fewer than {min_length} entries; add some",
    "extra_forbidden": "is not known here; remove it or correct its name",
    "enum": "is none of the possible words; choose {expected}",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "string_unicode": "holds half a character; write the text again",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}
_SIZES = ("too_short", "too_long")
_PATTERNS = {
    "^[A-Z]{2}$": "must be the two capital letters of the country (ISO 3166), such as US",
    "^[A-Za-z0-9_-]{1,64}$": "may hold 1 to 64 letters, digits, - and _; change it",
}


def complaints(wrong: ValidationError) -> list[Complaint]:
    """Every error that pydantic found, in words with a remedy."""
    return [_complaint(each["loc"], _kind(each["type"], each["input"]), each) for each in wrong.errors()]


def _complaint(place: Path, kind: str, error: Mapping[str, Any]) -> Complaint:
    return Complaint(place, _remedy(kind, error["msg"], error.get("ctx") or {}))


def _kind(kind: str, given: object) -> str:
    """A text has characters, not entries, wherever pydantic measured it."""
    return f"string_{kind}" if kind in _SIZES and isinstance(given, str) else kind


def _remedy(kind: str, message: str, context: Mapping[str, Any]) -> str:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), "is not of the right form; correct it")
    if kind == "value_error":
        return str(context.get("error", message))
    if kind in _REMEDIES:
        return _REMEDIES[kind].format_map(context)
    return f"is not right: {message[:1].lower()}{message[1:]}"


def path_of(field: str | None) -> Path:
    """The place in a worksheet row that a rule of registration speaks about."""
    steps = (field or "").split(".")
    return tuple(int(step) if step.isdigit() else step for step in steps if step not in ("", "project"))
