"""A worksheet as an XLSX workbook, blank or filled. Every answer is a text that no program runs or reformats."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cityteams_contracts.registration import PARTS_OF_ROWS, Shape, SheetField, field_of
from cityteams_portal.complaints import Complained, Complaint
from cityteams_portal.documents.cells import written
from cityteams_portal.documents.layout import (
    FIRST_ROW,
    FORMAT,
    LISTS,
    MARK,
    Form,
    choices,
    list_name,
    row_fields,
    single_fields,
    tidy,
)
from cityteams_portal.tongues import RIGHT_TO_LEFT, Tongue
from cityteams_portal.worksheets.labels import COLUMN_HINTS, COLUMNS, HINTS, LABELS, SECTIONS

_HEAD = PatternFill("solid", fgColor="1F3A5F")
_ANSWER = PatternFill("solid", fgColor="FFFBE6")
_THIN = Side(style="thin", color="8A94A0")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(wrap_text=True, vertical="top")
TITLE = "Project worksheet"
INTRODUCTION = (
    "Fill in the yellow cells and send the file back as it is. Rows of organisations, people, needs and targets are "
    "on the sheets behind this one."
)
LIMIT = "At most {max_length} characters."
QUESTION, ANSWER = "Question", "Answer"
PHRASES = (TITLE, INTRODUCTION, LIMIT, QUESTION, ANSWER, "Yes", "No")


def to_xlsx(form: Form, typed: Mapping[str, Any] | None = None) -> bytes:
    """The workbook; raises Complained with the field when an answer fits in no cell."""
    book, answers = Workbook(), tidy(typed or {})
    lists = choices(form)
    maker = _Maker(form, lists)
    front = book.active
    if not isinstance(front, Worksheet):
        raise TypeError("a new workbook has a sheet")
    maker.front(front, answers)
    for field in row_fields():
        maker.rows(_sheet(book, form.tongue(LABELS[field.name])), field, answers.get(field.name, []))
    maker.answers(_sheet(book, form.tongue(LABELS["answers"])), answers.get("answers", {}))
    _lists(book.create_sheet(LISTS), lists)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _sheet(book: Workbook, title: str) -> Worksheet:
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)
    made: Worksheet = book.create_sheet(plain[:31].strip())
    return made


class _Maker:
    """Writes the sheets of one workbook."""

    def __init__(self, form: Form, lists: Mapping[str, Mapping[str, str]]) -> None:
        self._form, self._lists, self._tongue = form, lists, form.tongue

    def front(self, sheet: Worksheet, answers: Mapping[str, Any]) -> None:
        form, tongue = self._form, self._tongue
        sheet.title = tongue(TITLE)[:31]
        marks = (FORMAT, form.worksheet_id, form.round_id, tongue.tag, str(form.revision))
        self._begin(sheet, marks, (5, 30, 80, 60))
        _text(sheet, 2, 2, tongue(TITLE), font=Font(bold=True, size=16))
        _text(sheet, 3, 2, tongue(INTRODUCTION))
        sheet.merge_cells("B3:D3")
        sheet.row_dimensions[3].height = 32
        at, section = FIRST_ROW + 1, ""
        for field in single_fields():
            if field.section != section:
                section = field.section
                _head(sheet, at, ["", tongue(SECTIONS[section]), "", ""])
                at += 1
            at = self._single(sheet, at, field, answers.get(field.name))
        _protect(sheet)

    def _single(self, sheet: Worksheet, at: int, field: SheetField, value: Any) -> int:
        """One row per cell of the field; returns the next free row."""
        parts = PARTS_OF_ROWS[field.shape] if field.shape is Shape.PERSON else ("",)
        for part in parts:
            label = self._tongue(LABELS[field.name])
            label += f": {self._tongue(COLUMNS[part])}" if part else ""
            _text(sheet, at, 1, f"{field.name}.{part}" if part else field.name)
            _text(sheet, at, 2, label, font=Font(bold=True))
            given = (value or {}).get(part, "") if part else (value or "")
            self._answer(sheet, (at, 3), field, part, given)
            _text(sheet, at, 4, self._tongue(HINTS[field.name]) if field.name in HINTS else "")
            if field.shape is Shape.PARAGRAPH:
                sheet.row_dimensions[at].height = 90
            at += 1
        return at

    def rows(self, sheet: Worksheet, field: SheetField, rows: Sequence[Mapping[str, Any]]) -> None:
        """A sheet of rows: marks, labels, then as many rows as the field may have."""
        parts = PARTS_OF_ROWS[field.shape]
        self._begin(sheet, (MARK + field.name, *parts), (5, *(40 if part in _WIDE else 22 for part in parts)))
        _head(sheet, 2, ["", *(self._column(part) for part in parts)])
        for number in range(max(field.rows, len(rows))):
            row = rows[number] if number < len(rows) else {}
            for column, part in enumerate(parts, 2):
                given = row.get(part, "")
                shown = {True: "yes", False: "no" if row else ""}[given] if isinstance(given, bool) else given
                self._answer(sheet, (FIRST_ROW + number, column), field, part, shown)
        sheet.freeze_panes = "A3"
        _protect(sheet)

    def answers(self, sheet: Worksheet, answers: Mapping[str, str]) -> None:
        """The questions of the round; answers to earlier questions follow, so that none is lost."""
        field, tongue = field_of("answers"), self._tongue
        self._begin(sheet, (MARK + "answers",), (5, 80, 80))
        _head(sheet, 2, ["", tongue(QUESTION), tongue(ANSWER)])
        questions = dict(self._form.questions) | {
            code: code for code in answers if code not in dict(self._form.questions)
        }
        for at, (code, text) in enumerate(questions.items(), FIRST_ROW):
            _text(sheet, at, 1, code)
            _text(sheet, at, 2, text)
            if field is not None:
                self._answer(sheet, (at, 3), field, code, answers.get(code, ""))
            sheet.row_dimensions[at].height = 60
        _protect(sheet)

    def _begin(self, sheet: Worksheet, marks: Iterable[str], widths: Iterable[int]) -> None:
        for column, mark in enumerate(marks, 1):
            _text(sheet, 1, column, mark)
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["A"].hidden = True
        sheet.sheet_view.rightToLeft = self._tongue.tag in RIGHT_TO_LEFT

    def _column(self, part: str) -> str:
        hint = COLUMN_HINTS.get(part)
        return self._tongue(COLUMNS[part]) + (f" ({self._tongue(hint)})" if hint else "")

    def _answer(self, sheet: Worksheet, place: tuple[int, int], field: SheetField, part: str, given: Any) -> None:
        words = self._lists.get(list_name(field.name, part) or "", {})
        try:
            cell = _text(sheet, *place, words.get(str(given), str(given)))
        except ValueError as wrong:
            raise Complained([Complaint((field.name, *([part] if part else [])), str(wrong))]) from None
        cell.fill, cell.border, cell.protection = _ANSWER, _BOX, Protection(locked=False)
        if words:
            _choose(sheet, cell.coordinate, list(self._lists).index(list_name(field.name, part) or ""), len(words))
        if place[0] <= FIRST_ROW or field.shape not in _ROW_SHAPES:
            cell.comment = _limit(self._tongue, field, part)


_WIDE = frozenset({"text", "method", "name"})
_ROW_SHAPES = frozenset({Shape.PEOPLE, Shape.PARTICIPANTS, Shape.NEEDS, Shape.TARGETS})


def _limit(tongue: Tongue, field: SheetField, part: str) -> Comment | None:
    longest = field.longest if not part or field.shape not in _ROW_SHAPES or part in ("text", "method") else 300
    return Comment(tongue(LIMIT, max_length=longest), "cityteams", height=60, width=240)


def _text(sheet: Worksheet, row: int, column: int, text: str, *, font: Font | None = None) -> Any:
    """A cell that is a text, whatever it looks like: no formula, no number, no date."""
    cell = sheet.cell(row, column)
    cell.value = written(text) or None
    if text:
        cell.data_type = "s"
    cell.number_format, cell.alignment = "@", _WRAP
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    if font:
        cell.font = font
    return cell


def _head(sheet: Worksheet, at: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        _text(sheet, at, column, text, font=Font(bold=True, color="FFFFFF")).fill = _HEAD


def _choose(sheet: Worksheet, place: str, column: int, count: int) -> None:
    """The cell offers the labels of a list; something else may be typed, and is told of when the file comes back."""
    letter = get_column_letter(2 * column + 1)
    source = f"{LISTS}!${letter}$2:${letter}${count + 1}"
    for known in sheet.data_validations.dataValidation:
        if known.formula1 == source:
            known.add(place)
            return
    made = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    made.add(place)
    sheet.add_data_validation(made)


def _lists(sheet: Worksheet, lists: Mapping[str, Mapping[str, str]]) -> None:
    """Two columns per list: what a person reads, and the code behind it."""
    for number, (name, words) in enumerate(lists.items()):
        for at, (code, label) in enumerate({name: name, **words}.items(), 1):
            _text(sheet, at, 2 * number + 1, label)
            _text(sheet, at, 2 * number + 2, code)
    sheet.sheet_state = "hidden"
    _protect(sheet)


def _protect(sheet: Worksheet) -> None:
    """Without a password: it keeps labels from being changed by mistake, no more."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
