"""A text as a spreadsheet keeps it, and back, to the letter (ECMA-376: `_xHHHH_` stands for a character)."""

import re
from datetime import date, timedelta

LONGEST_CELL = 32_767
"""Characters that a cell can hold, in every spreadsheet program."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST_DAY = date(1899, 12, 30)
_MAC_OFFSET = 1462
_LAST_SERIAL = 2_958_465  # 9999-12-31


def written(text: str) -> str:
    """The text with what XML cannot say, or would change, written out. Raises ValueError when it fits in no cell."""
    found = _UNWRITABLE.sub(lambda hit: f"_x{ord(hit[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    if len(found.encode("utf-16-le")) // 2 > LONGEST_CELL:
        raise ValueError(f"is longer than the {LONGEST_CELL} characters of a cell; shorten it")
    return found


def read(text: str) -> str:
    """What a cell means. Half characters stay written out, so that no text becomes one that nobody can store."""
    return _ESCAPED.sub(lambda hit: _character(hit[0], int(hit[1], 16)), text)


def _character(escaped: str, code: int) -> str:
    return escaped if 0xD800 <= code <= 0xDFFF else chr(code)


def number(text: str) -> str:
    """A cell that a program made a number of, as somebody would have typed it; `3.0` reads 3."""
    value = float(text)
    return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)


def day(text: str, *, mac: bool) -> str:
    """A cell that a program made a date of, as year-month-day; what is no date stays a number."""
    serial = float(text) + (_MAC_OFFSET if mac else 0)
    if not 1 <= serial <= _LAST_SERIAL:
        return number(text)
    return (_FIRST_DAY + timedelta(days=int(serial))).isoformat()
