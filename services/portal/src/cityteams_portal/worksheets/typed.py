"""What was typed into the worksheet, in a form or as JSON, as the draft keeps it: field by field, right or wrong."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from cityteams_contracts.registration import FIELDS, PARTS_OF_ROWS, Shape, SheetField, field_of
from cityteams_portal.complaints import Complaint

Typed = dict[str, Any]
LONGEST_TYPED = 20_000
"""Characters of one text that a draft keeps; what is longer than its field may be is still kept up to here."""
MOST_ROWS = 200
_FLAGS = frozenset({"deploys"})
_CODE = re.compile(r"^[a-z][a-z_]{0,39}$")
_HALF = re.compile("[\ud800-\udfff]")
ROWS = frozenset({Shape.PEOPLE, Shape.PARTICIPANTS, Shape.NEEDS, Shape.TARGETS})
"""The shapes of fields that hold a list of rows."""


def from_form(items: Iterable[tuple[str, str]]) -> Typed:
    """The fields that a form sent; a field it did not show is not there."""
    sent = {name: value.replace("\r\n", "\n") for name, value in items}
    found = {field.name: _sent(field, sent) for field in FIELDS}
    return {name: value for name, value in found.items() if value is not None}


def _sent(field: SheetField, sent: Mapping[str, str]) -> Any:
    if field.shape is Shape.PERSON:
        person = _columns(field, sent, field.name)
        return person if f"{field.name}-name" in sent else None
    if field.shape in ROWS:
        return _rows(field, sent) if f"{field.name}-rows" in sent else None
    if field.shape is Shape.ANSWERS:
        prefix = f"{field.name}-"
        answers = {name.removeprefix(prefix): value for name, value in sent.items() if name.startswith(prefix)}
        return answers or None
    return sent.get(field.name)


def _rows(field: SheetField, sent: Mapping[str, str]) -> list[Typed]:
    at = re.compile(rf"^{field.name}-(\d{{1,4}})-[a-z]+$")
    numbers = sorted({int(found[1]) for found in map(at.match, sent) if found})
    rows = [_columns(field, sent, f"{field.name}-{number}") for number in numbers]
    return [row for row in rows if not is_blank(row)]


def _columns(field: SheetField, sent: Mapping[str, str], prefix: str) -> Typed:
    return {
        part: f"{prefix}-{part}" in sent if part in _FLAGS else sent.get(f"{prefix}-{part}", "")
        for part in PARTS_OF_ROWS[field.shape]
    }


def is_blank(value: Any) -> bool:
    """Whether nothing was typed: no text, no row with a text, nothing ticked."""
    if isinstance(value, Mapping):
        return all(is_blank(each) for each in value.values())
    if isinstance(value, (list, tuple)):
        return all(is_blank(each) for each in value)
    return value is None or value is False or (isinstance(value, str) and not value.strip())


def sorted_out(changes: Mapping[str, Any]) -> tuple[Typed, list[Complaint]]:
    """The changes that a draft can keep, and complaints about the others; one bad field never loses the rest."""
    kept: Typed = {}
    found: list[Complaint] = []
    for name, value in changes.items():
        field = field_of(name)
        if field is None:
            found.append(Complaint((name[:60],), "is not known here; remove it or correct its name"))
        elif wrong := _misshapen(field, value):
            found.append(wrong)
        else:
            kept[name] = value
    return kept, found


def _misshapen(field: SheetField, value: Any) -> Complaint | None:
    if field.shape is Shape.PERSON:
        return _row_of(field, (field.name,), value)
    if field.shape is Shape.ANSWERS:
        return _answers(field, value)
    if field.shape in ROWS:
        return _list(field, value)
    return _text((field.name,), value)


def _list(field: SheetField, value: Any) -> Complaint | None:
    if not isinstance(value, list):
        return Complaint((field.name,), "must be a list of rows")
    if len(value) > MOST_ROWS:
        text = "has more than {max_length} entries; leave some out"
        return Complaint.of((field.name,), text, max_length=field.rows)
    return _first(lambda at, row: _row_of(field, (field.name, at), row), enumerate(value))


def _answers(field: SheetField, value: Any) -> Complaint | None:
    if not isinstance(value, dict) or len(value) > field.rows:
        return Complaint((field.name,), "must give one text per question")
    return _first(lambda code, text: _answer((field.name, code), text), value.items())


def _answer(path: tuple[str, str], text: Any) -> Complaint | None:
    if not _CODE.match(path[1]):
        return Complaint(path[:1], "is not known here; remove it or correct its name")
    return _text(path, text)


def _row_of(field: SheetField, path: tuple[str | int, ...], row: Any) -> Complaint | None:
    if not isinstance(row, dict) or not row.keys() <= set(PARTS_OF_ROWS[field.shape]):
        return Complaint(path, "must be a row with the parts of this field")
    return _first(lambda part, value: _part((*path, part), value), row.items())


def _part(path: tuple[str | int, ...], value: Any) -> Complaint | None:
    if path[-1] in _FLAGS:
        return None if isinstance(value, bool) else Complaint(path, "must be true or false")
    return _text(path, value)


def _text(path: tuple[str | int, ...], value: Any) -> Complaint | None:
    if not isinstance(value, str):
        return Complaint(path, "must be a text")
    if len(value) > LONGEST_TYPED:
        return Complaint.of(path, "is longer than {max_length} characters; shorten it", max_length=LONGEST_TYPED)
    if "\x00" in value:
        return Complaint.of(path, "holds the control character {code}; remove it", code="U+0000")
    return Complaint(path, "holds half a character; write the text again") if _HALF.search(value) else None


def _first(judge: Callable[[Any, Any], Complaint | None], pairs: Iterable[tuple[Any, Any]]) -> Complaint | None:
    return next(filter(None, (judge(key, value) for key, value in pairs)), None)


def digest(value: Any) -> str:
    """A short mark of a value, by which a page knows later whether a field was touched."""
    text = json.dumps("" if is_blank(value) else value, sort_keys=True, ensure_ascii=True)
    return sha256(text.encode()).hexdigest()[:16]


def touched(typed: Mapping[str, Any], bases: Mapping[str, str]) -> Typed:
    """The fields that differ from what the page showed when it was opened."""
    return {name: value for name, value in typed.items() if digest(value) != bases.get(name, digest(""))}
