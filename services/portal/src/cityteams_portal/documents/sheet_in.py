"""A worksheet from an XLSX workbook that came back: what was typed into it, wherever a program moved the sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from cityteams_contracts.registration import FIELDS, PARTS_OF_ROWS, Shape, SheetField
from cityteams_portal.complaints import Complained
from cityteams_portal.documents.layout import FIRST_ROW, FORMAT, LISTS, MARK, SheetRead, list_name, tidy
from cityteams_portal.documents.upload import Unfit, opened
from cityteams_portal.documents.workbook import Sheet, sheets
from cityteams_portal.worksheets.typed import ROWS, Typed, is_blank, sorted_out

_YES = frozenset({"yes", "true", "x", "1"})
Lists = Mapping[str, Mapping[str, str]]


def from_xlsx(data: bytes) -> SheetRead:
    """What the workbook says; raises Unfit for a file that is no worksheet, Complained for single cells."""
    with opened(data) as box:
        book = {_mark(sheet): sheet for sheet in reversed(sheets(box))}
    front = book.get(FORMAT)
    if front is None:
        why = "This workbook is not a worksheet of ours. Download the blank worksheet and copy the answers into it."
        raise Unfit("the-file-is-no-worksheet", why)
    lists = _lists(book.get(LISTS))
    typed = {name: value for name, value in _fields(book, front, lists) if not is_blank(value)}
    kept, wrong = sorted_out(tidy(typed))
    if wrong:
        raise Complained(wrong)
    revision = front.text(1, 5)
    return SheetRead(
        worksheet_id=front.text(1, 2),
        round_id=front.text(1, 3),
        language=front.text(1, 4),
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0,
        typed=kept,
    )


def _mark(sheet: Sheet) -> str:
    return LISTS if sheet.title == LISTS else sheet.text(1, 1)


def _fields(book: Mapping[str, Sheet], front: Sheet, lists: Lists) -> Iterator[tuple[str, Any]]:
    where = {front.text(row, 1): row for row in range(front.last_row, FIRST_ROW, -1)}
    for field in FIELDS:
        sheet = book.get(MARK + field.name)
        if field.shape in ROWS:
            yield field.name, _rows(sheet, field, lists) if sheet else []
        elif field.shape is Shape.ANSWERS:
            yield field.name, _answers(sheet) if sheet else {}
        elif field.shape is Shape.PERSON:
            parts = PARTS_OF_ROWS[field.shape]
            yield field.name, {part: _single(front, where.get(f"{field.name}.{part}"), {}) for part in parts}
        else:
            yield field.name, _single(front, where.get(field.name), lists.get(list_name(field.name) or "", {}))


def _single(front: Sheet, row: int | None, words: Mapping[str, str]) -> str:
    text = front.text(row, 3) if row else ""
    return words.get(text, text)


def _rows(sheet: Sheet, field: SheetField, lists: Lists) -> list[Typed]:
    return [_row(sheet, field, lists, number) for number in range(FIRST_ROW, sheet.last_row + 1)]


def _row(sheet: Sheet, field: SheetField, lists: Lists, number: int) -> Typed:
    found: Typed = {}
    for column, part in enumerate(PARTS_OF_ROWS[field.shape], 2):
        text = sheet.day(number, column) if part == "due" else sheet.text(number, column)
        words = lists.get(list_name(field.name, part) or "", {})
        value = words.get(text, text)
        found[part] = value.strip().lower() in _YES if part == "deploys" else value
    return found


def _answers(sheet: Sheet) -> dict[str, str]:
    rows = range(FIRST_ROW, sheet.last_row + 1)
    return {sheet.text(row, 1): sheet.text(row, 3) for row in rows if sheet.text(row, 1) and sheet.text(row, 3)}


def _lists(sheet: Sheet | None) -> dict[str, dict[str, str]]:
    """From labels back to codes, as the very file says that offered them."""
    found: dict[str, dict[str, str]] = {}
    for column in range(1, 20, 2):
        name = sheet.text(1, column) if sheet else ""
        if sheet and name:
            rows = range(2, sheet.last_row + 1)
            found[name] = {sheet.text(row, column): sheet.text(row, column + 1) for row in rows}
    return found
