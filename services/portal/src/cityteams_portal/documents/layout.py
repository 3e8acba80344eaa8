"""How the worksheet lies in a workbook: which field on which sheet, in which column. Out and in read this alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cityteams_contracts.registration import FIELDS, PARTS_OF_ROWS, Shape, SheetField
from cityteams_portal.domain.words import KINDS, RESOURCES
from cityteams_portal.tongues import Tongue
from cityteams_portal.worksheets.labels import STATUSES
from cityteams_portal.worksheets.typed import ROWS, Typed, is_blank

FORMAT = "cityteams-worksheet-1"
"""Stands in the first cell of the first sheet; another layout gets another number."""
MARK = "cityteams-"
"""Begins the first cell of every other sheet of ours, before the name of its field."""
LISTS = "lists"
FIRST_ROW = 3
"""Where the rows of a sheet of rows begin: below the marks (hidden) and the labels."""
YES, NO = "Yes", "No"


@dataclass(frozen=True)
class Form:
    """What a blank workbook needs to know: the language, the round's sectors and questions, and whose it will be."""

    tongue: Tongue
    sectors: Mapping[str, str]
    questions: Sequence[tuple[str, str]] = ()
    worksheet_id: str = ""
    round_id: str = ""
    revision: int = 0


@dataclass(frozen=True)
class SheetRead:
    """What a workbook said: the fields as they were typed, and for which worksheet it was made."""

    worksheet_id: str
    round_id: str
    revision: int
    language: str
    typed: Typed = field(default_factory=dict)


def single_fields() -> list[SheetField]:
    """The fields that have one cell, or one per part, on the first sheet."""
    return [each for each in FIELDS if each.shape not in ROWS and each.shape is not Shape.ANSWERS]


def row_fields() -> list[SheetField]:
    """The fields that have a sheet of rows."""
    return [each for each in FIELDS if each.shape in ROWS]


def choices(form: Form) -> dict[str, dict[str, str]]:
    """The closed lists by their name: code to label. Labels that two codes share are replaced by the codes."""
    tongue = form.tongue
    lists: dict[str, Mapping[Any, str]] = {
        "sector": form.sectors,
        "status": {code: tongue(word) for code, word in STATUSES.items()},
        "participants.kind": {code: tongue(word) for code, word in KINDS.items()},
        "resources": {code: tongue(word) for code, word in RESOURCES.items()},
        "flag": {YES.lower(): tongue(YES), NO.lower(): tongue(NO)},
    }
    return {name: _unmistakable({str(code): word for code, word in words.items()}) for name, words in lists.items()}


def list_name(name: str, part: str = "") -> str | None:
    """The closed list of a cell, if it has one."""
    if part == "deploys":
        return "flag"
    if part == "kind":
        return "participants.kind" if name == "participants" else "resources"
    return name if name in ("sector", "status") and not part else None


def _unmistakable(words: Mapping[str, str]) -> dict[str, str]:
    labels = list(words.values())
    free = {code for code, label in words.items() if labels.count(label) == 1 and (label not in words or label == code)}
    return {code: label if code in free else code for code, label in words.items()}


def tidy(typed: Mapping[str, Any]) -> Typed:
    """The same answers in one shape: rows with all their parts, without rows and fields that say nothing."""
    found = {each.name: _tidy(each, typed.get(each.name)) for each in FIELDS}
    return {name: value for name, value in found.items() if not is_blank(value)}


def _tidy(each: SheetField, value: Any) -> Any:
    if is_blank(value):
        return None
    if each.shape is Shape.ANSWERS and isinstance(value, Mapping):
        return {code: text for code, text in value.items() if text}
    if each.shape is Shape.PERSON and isinstance(value, Mapping):
        return _whole(each.shape, value)
    if each.shape in ROWS and isinstance(value, (list, tuple)):
        return [_whole(each.shape, row) for row in value if not is_blank(row)]
    return value


def _whole(shape: Shape, row: Mapping[str, Any]) -> Typed:
    return {part: row.get(part, False if part == "deploys" else "") for part in PARTS_OF_ROWS[shape]}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Typed:
    """The fields that `after` says differently, as a draft takes them; an emptied field is there and blank."""
    old, new = tidy(before), tidy(after)
    names = [each.name for each in FIELDS if old.get(each.name) != new.get(each.name)]
    return {name: new.get(name, _nothing(name)) for name in names}


def _nothing(name: str) -> Any:
    (shape,) = (each.shape for each in FIELDS if each.name == name)
    if shape is Shape.PERSON:
        return {"name": "", "mail": ""}
    if shape is Shape.ANSWERS:
        return {}
    return [] if shape in ROWS else ""
