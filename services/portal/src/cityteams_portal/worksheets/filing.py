"""From a draft as it was typed to the row that is handed in, or to what is wrong with it at each field."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from unicodedata import normalize

from babel import Locale
from pydantic import ValidationError

from cityteams_contracts.registration import FIELDS, Shape
from cityteams_portal.complaints import Complained, Complaint, complaints
from cityteams_portal.tongues import LANGUAGES
from cityteams_portal.worksheet_row import WorksheetRow
from cityteams_portal.worksheets.typed import ROWS, Typed, is_blank

CHOOSE = "is not chosen yet; choose one from the list"
_CHOICES = frozenset({"sector", "status", "kind"})


def file_draft(worksheet_id: str, round_id: str, typed: Mapping[str, Any]) -> WorksheetRow:
    """The row; raises Complained with every complaint at its field."""
    written = {field.name: _written(field.shape, typed.get(field.name)) for field in FIELDS}
    written["language"] = written["language"] or "en"
    given = {name: value for name, value in written.items() if value is not None}
    try:
        return WorksheetRow.model_validate({"id": worksheet_id, "round": round_id, **given})
    except ValidationError as wrong:
        raise Complained([_as_choice(each) for each in complaints(wrong)]) from None


def _as_choice(complaint: Complaint) -> Complaint:
    """What is picked from a list is not explained by its codes."""
    return Complaint(complaint.path, CHOOSE) if complaint.path[-1:] and complaint.path[-1] in _CHOICES else complaint


def _written(shape: Shape, value: Any) -> Any:
    if shape is Shape.PERSON:
        return {"name": "", "mail": ""} | (value if isinstance(value, dict) else {})
    if shape is Shape.ANSWERS:
        return value if isinstance(value, dict) else {}
    if shape in ROWS:
        rows = value if isinstance(value, list) else []
        return [_row(shape, row) for row in rows if not is_blank(row)]
    return value if isinstance(value, str) else ""


def _row(shape: Shape, row: Typed) -> Typed:
    if shape is Shape.PARTICIPANTS and isinstance(row.get("country"), str):
        return row | {"country": country_code(row["country"])}
    return row


def country_code(typed: str) -> str:
    """The two letters of a country that was typed by code or by its name in one of our languages, else as typed."""
    word = _folded(typed)
    return word.upper() if len(word) == 2 else _countries_by_name().get(word, typed)


def countries(language: str) -> dict[str, str]:
    """The names of the countries in a language by their two letters, by name."""
    named = Locale.parse(language).territories.items()
    found = [(str(code), str(name)) for code, name in named if str(code) not in _NO_COUNTRY]
    letters = [(code, name) for code, name in found if len(code) == 2 and code.isalpha()]
    return dict(sorted(letters, key=lambda pair: _folded(pair[1])))


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "CP", "DG", "IC", "EA", "TA", "AC", "CQ"})


@cache
def _countries_by_name() -> dict[str, str]:
    return {_folded(name): code for language in LANGUAGES for code, name in countries(language).items()}


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
