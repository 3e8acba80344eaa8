"""Reads the cells of a workbook as texts: a small reader that knows no formula, no style and no other file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse

from cityteams_portal.complaints import Complained, Complaint
from cityteams_portal.documents import cells
from cityteams_portal.documents.upload import Unfit

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 400, 20, 40
_MOST_ELEMENTS, _LARGEST_TABLE = 60_000, 256 * 1024
_AGAIN = "Save it once more as an Excel workbook (.xlsx) and send that."
FORMULA = "holds a formula; write the value itself"
ERROR = "holds an error of the spreadsheet program; write the value itself"
FAR_AWAY = "lies outside the form; move what is written there into the yellow cells"
PHRASES = (FORMULA, ERROR, FAR_AWAY)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and whether a program made a number of it."""

    text: str
    is_number: bool = False


@dataclass
class Sheet:
    """One sheet: its title, and its cells by row and column, both from 1."""

    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    mac: bool = False

    def text(self, row: int, column: int) -> str:
        """What was typed there."""
        cell = self.cells.get((row, column), Cell(""))
        return cells.number(cell.text) if cell.is_number else cell.text

    def day(self, row: int, column: int) -> str:
        """What was typed there, where a number is a day."""
        cell = self.cells.get((row, column), Cell(""))
        return cells.day(cell.text, mac=self.mac) if cell.is_number else cell.text

    @property
    def last_row(self) -> int:
        """The last row in which something is written."""
        return max((row for row, _ in self.cells), default=0)


def sheets(box: ZipFile) -> list[Sheet]:
    """Every sheet in its order; raises Unfit, and Complained for cells that hold no value of their own."""
    try:
        return _sheets(box)
    except (ParseError, DefusedXmlException, KeyError, ValueError, OverflowError) as broken:
        name = type(broken).__name__
        raise Unfit("the-file-is-damaged", f"The file cannot be read ({name}). {_AGAIN}") from None


def _sheets(box: ZipFile) -> list[Sheet]:
    book = _parsed(box, "xl/workbook.xml")
    links = {link.get("Id"): link.get("Target", "") for link in _parsed(box, "xl/_rels/workbook.xml.rels")}
    shared = _shared(box)
    settings = book.find(f"{_MAIN}workbookPr")
    mac = settings is not None and settings.get("date1904", "0") in ("1", "true")
    entries = list(book.iter(f"{_MAIN}sheet"))[:_MOST_SHEETS]
    found, wrong = [], list[Complaint]()
    for entry in entries:
        target = links[entry.get(f"{_RELATIONS}id")]
        member = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        sheet = Sheet(entry.get("name", "")[:40], mac=mac)
        wrong += _fill(sheet, box, member, shared)
        found.append(sheet)
    if wrong:
        raise Complained(wrong[:50])
    return found


def _parsed(box: ZipFile, name: str) -> Any:
    if box.getinfo(name).file_size > _LARGEST_TABLE:
        raise _too_much()
    return fromstring(box.read(name))


def _elements(file: Any) -> Iterator[Any]:
    """Every element as it ends, up to a number that no worksheet comes near."""
    for count, (_, element) in enumerate(iterparse(file)):
        if count > _MOST_ELEMENTS:
            raise _too_much()
        yield element


def _too_much() -> Unfit:
    return Unfit("the-file-holds-too-much", f"The file holds far more than a worksheet. {_AGAIN}")


def _shared(box: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in box.namelist():
        return []
    found: list[str] = []
    with box.open("xl/sharedStrings.xml") as file:
        for element in _elements(file):
            if element.tag == f"{_MAIN}si":
                found.append(_words(element))
                element.clear()
    return found


def _words(element: Any) -> str:
    """The text of a string: of itself or of its runs, without the phonetic hints."""
    own = [part for part in element if part.tag == f"{_MAIN}t"]
    runs = [part for run in element if run.tag == f"{_MAIN}r" for part in run if part.tag == f"{_MAIN}t"]
    return cells.read("".join(part.text or "" for part in (*own, *runs)))


def _fill(sheet: Sheet, box: ZipFile, member: str, shared: list[str]) -> list[Complaint]:
    wrong: list[Complaint] = []
    with box.open(member) as file:
        for place, element in _cells(file):
            row, column = _at(place)
            remedy = _unusable(element)
            inside = row <= _MOST_ROWS and column <= _MOST_COLUMNS
            cell = None if remedy else _cell(element, shared)
            if remedy or (cell and not inside):
                wrong.append(Complaint((sheet.title, place), remedy or FAR_AWAY))
            elif cell:
                sheet.cells[row, column] = cell
            if len(wrong) >= 50:
                break
    return wrong


def _cells(file: Any) -> Iterator[tuple[str, Any]]:
    for element in _elements(file):
        if element.tag == f"{_MAIN}c":
            yield element.get("r", ""), element
        elif element.tag == f"{_MAIN}row":
            element.clear()


def _unusable(element: Any) -> str | None:
    if element.find(f"{_MAIN}f") is not None:
        return FORMULA
    return ERROR if element.get("t") == "e" else None


def _cell(element: Any, shared: list[str]) -> Cell | None:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find(f"{_MAIN}is")
        text = "" if inline is None else _words(inline)
        return Cell(text) if text else None
    value = element.find(f"{_MAIN}v")
    raw = "" if value is None else value.text or ""
    if not raw:
        return None
    if kind == "s":
        return Cell(shared[int(raw)]) if 0 <= int(raw) < len(shared) else None
    if kind == "b":
        return Cell("yes" if raw == "1" else "no")
    if kind == "n":
        float(raw)
        return Cell(raw, is_number=True)
    return Cell(cells.read(raw))


def _at(place: str) -> tuple[int, int]:
    """`B12` is row 12, column 2."""
    letters = place.rstrip("0123456789")
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter.upper()) - 64
    return int(place[len(letters) :]), column
