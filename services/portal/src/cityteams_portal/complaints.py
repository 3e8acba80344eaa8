"""What is wrong with what a person sent: the field, and what to do about it, in words that can be translated."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One field and its remedy; `text` with `values` is the remedy as the catalogues know it."""

    path: Path
    detail: str
    text: str = field(default="", compare=False)
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, path: Path, text: str, **values: object) -> "Complaint":
        """A remedy that names a number or a word, with its `{places}` filled."""
        return cls(path, text.format_map(values), text, values)

    def said(self, tongue: Callable[..., str]) -> str:
        """The remedy in a language."""
        return tongue(self.text, **self.values) if self.text else tongue(self.detail)

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
    "float_parsing": "must be a number, such as 12.5",
    "float_type": "must be a number, such as 12.5",
    "finite_number": "must be a number, such as 12.5",
    "date_from_datetime_parsing": "must be a date, such as 2026-12-31",
    "date_from_datetime_inexact": "must be a date, such as 2026-12-31",
    "date_parsing": "must be a date, such as 2026-12-31",
    "date_type": "must be a date, such as 2026-12-31",
}
_SIZES = ("too_short", "too_long")
_FORM = "is not of the right form; correct it"
_PATTERNS = {
    "^[A-Z]{2}$": "must be the two capital letters of the country (ISO 3166), such as US",
    "^[A-Za-z0-9_-]{1,64}$": "may hold 1 to 64 letters, digits, - and _; change it",
    "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$": "must be the code of a language, such as en or pt-BR",
    "^https?://[^\\s<>\\\"'`\\\\]+$": "must be an address that begins with https:// or http://",
}
_CONTROL = re.compile(r"U\+[0-9A-F]{4,6}")
_CONTROL_TEXT = "holds the control character {code}; remove it"
_LINE_TEXT = "must be on one line; remove the line break"


def every_phrase() -> list[str]:
    """All remedies, for the translators."""
    return list(dict.fromkeys((*_REMEDIES.values(), *_PATTERNS.values(), _FORM, _CONTROL_TEXT, _LINE_TEXT)))


def complaints(wrong: ValidationError) -> list[Complaint]:
    """Every error that pydantic found, in words with a remedy."""
    return [_complaint(each["loc"], _kind(each["type"], each["input"]), each) for each in wrong.errors()]


def _complaint(place: Path, kind: str, error: Mapping[str, Any]) -> Complaint:
    context = error.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        return Complaint(place, _PATTERNS.get(str(context.get("pattern")), _FORM))
    if kind == "value_error":
        return _own(place, str(context.get("error", error["msg"])))
    if kind in _REMEDIES:
        return Complaint.of(place, _REMEDIES[kind], **context)
    return Complaint(place, f"is not right: {error['msg'][:1].lower()}{error['msg'][1:]}")


def _own(place: Path, said: str) -> Complaint:
    """What our own contracts complain about; the character it names is told in every language."""
    code = _CONTROL.search(said)
    return Complaint.of(place, _CONTROL_TEXT, code=code[0]) if code else Complaint(place, said)


def _kind(kind: str, given: object) -> str:
    """A text has characters, not entries, wherever pydantic measured it."""
    return f"string_{kind}" if kind in _SIZES and isinstance(given, str) else kind


def path_of(field: str | None) -> Path:
    """The place in a worksheet row that a rule of registration speaks about."""
    steps = (field or "").split(".")
    return tuple(int(step) if step.isdigit() else step for step in steps if step not in ("", "project"))
