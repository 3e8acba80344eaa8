"""What was typed, as text to be read: in the preview, beside a conflict, and where an answer is carried over."""

from collections.abc import Mapping
from typing import Any

from cityteams_contracts.registration import PARTS_OF_ROWS, Shape, SheetField
from cityteams_portal.domain.words import KINDS, RESOURCES
from cityteams_portal.tongues import Tongue
from cityteams_portal.worksheets.labels import COLUMNS, STATUSES
from cityteams_portal.worksheets.typed import ROWS, is_blank

_WORDS: dict[str, Mapping[Any, str]] = {
    "participants": KINDS,
    "needs": RESOURCES,
    "offers": RESOURCES,
    "status": STATUSES,
}


def as_lines(field: SheetField, value: Any, tongue: Tongue) -> list[str]:
    """The value as lines of text; rows become one line each."""
    if is_blank(value):
        return []
    if field.shape in ROWS and isinstance(value, (list, tuple)):
        return [_row(field, row, tongue) for row in value if isinstance(row, dict) and not is_blank(row)]
    if field.shape is Shape.PERSON and isinstance(value, dict):
        return [_row(field, value, tongue)]
    if field.shape is Shape.ANSWERS and isinstance(value, dict):
        return [str(text) for text in value.values() if not is_blank(text)]
    return _word(field.name, value, tongue).splitlines()


def _row(field: SheetField, row: Mapping[str, Any], tongue: Tongue) -> str:
    cells = [_cell(field, part, row.get(part), tongue) for part in PARTS_OF_ROWS[field.shape]]
    return " · ".join(cell for cell in cells if cell)


def _cell(field: SheetField, part: str, value: Any, tongue: Tongue) -> str:
    if value is True:
        return tongue(COLUMNS[part])
    if is_blank(value):
        return ""
    return _word(field.name, value, tongue) if part == "kind" else str(value)


def _word(name: str, value: Any, tongue: Tongue) -> str:
    words = {str(code): word for code, word in _WORDS.get(name, {}).items()}
    return tongue(words[value]) if isinstance(value, str) and value in words else str(value)
