"""The rows of an import file, and what became of each."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from cityteams_contracts.values import ID_PATTERN

_ROWS = uuid5(NAMESPACE_URL, "https://cityteams.org/rows")
ALREADY_THERE = frozenset({"worksheet-is-already-submitted", "worksheet-is-already-accepted"})


@dataclass(frozen=True)
class Row:
    """One worksheet as the portal takes it, and the line it stands on."""

    line: int
    worksheet_id: str
    body: dict[str, Any]


@dataclass(frozen=True)
class BadLine:
    """A line that is no row: what is wrong, and the remedy."""

    line: int
    reason: str


Ending = Literal["submitted", "accepted", "already there", "refused"]


@dataclass(frozen=True)
class Result:
    """How one line ended."""

    line: int
    ending: Ending
    worksheet_id: str = ""
    code: str = ""
    field: str = ""
    reason: str = ""


def read_rows(path: Path) -> Iterator[Row | BadLine]:
    """The rows in order, read one by one; empty lines are passed over."""
    with path.open("rb") as file:
        for number, text in enumerate(file, 1):
            if text.strip():
                yield row_of(number, text)


def row_of(number: int, text: bytes) -> Row | BadLine:
    """One line as a row. A row without a usable id gets one that follows from what it says, so twice is once."""
    try:
        body = json.loads(text.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as wrong:
        return BadLine(number, f"is not UTF-8 at byte {wrong.start + 1}; save the file as UTF-8")
    except json.JSONDecodeError as wrong:
        return BadLine(number, f"is not JSON: {wrong.msg} at column {wrong.colno}; write one object on one line")
    except RecursionError:
        return BadLine(number, "is nested too deeply; write a flat object")
    if not isinstance(body, dict):
        return BadLine(number, "is not a JSON object; write {...} with the fields of a worksheet")
    worksheet_id = _id_of(body)
    return Row(number, worksheet_id, body | {"id": worksheet_id})


def _id_of(body: dict[str, Any]) -> str:
    given = body.get("id")
    if isinstance(given, str) and re.match(ID_PATTERN, given):
        return given
    named = given if isinstance(given, str) and given else json.dumps(body, sort_keys=True)
    return str(uuid5(_ROWS, named))
