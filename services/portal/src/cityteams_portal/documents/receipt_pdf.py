"""The receipt as a tagged PDF (PDF/UA-1 and PDF/A-3), with the file that proves it attached."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import typst

from cityteams_portal.documents.fonts import breakable, letters

_COMPLAINS_OF = re.compile(r"the text `\"(.*?)\"`", re.DOTALL)
_TRIES = 30


@dataclass(frozen=True)
class Field:
    """A label and the lines below it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Fields under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Page:
    """What the PDF says, in words of people; `language` is that of the labels, `written_in` that of the answers."""

    number: str
    title: str
    introduction: str
    attached: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    language: str
    written_in: str
    turned: bool = False
    attachment: str = "receipt.json"


def receipt_pdf(page: Page, receipt: bytes, at: datetime) -> bytes:
    """The PDF, with `receipt` attached as receipt.json; the same page gives the same bytes."""
    data = _shown(asdict(page), letters().printable)
    data["sections"] = _shown(data["sections"], breakable)
    for _ in range(_TRIES):
        try:
            return _set(data, receipt, at)
        except typst.TypstError as no:  # letters that a font has, and cannot put together
            data = _without(data, no)
    return _set(data, receipt, at)


def _set(data: Any, receipt: bytes, at: datetime) -> bytes:
    compiler = typst.Compiler(
        input=(files("cityteams_portal.documents") / "receipt.typ").read_bytes(),
        font_paths=letters().fonts,
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(data), "receipt": receipt.decode()},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=_utc(at))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _utc(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp())


def _shown(value: Any, how: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return how(value)
    if isinstance(value, dict):
        return {name: _shown(each, how) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(each, how) for each in value]
    return value


def _without(data: Any, no: typst.TypstError) -> Any:
    """The page with what the typesetter named spelled by its numbers; raises `no` when it is about other things."""
    found = _COMPLAINS_OF.search(no.message)
    if not found:
        raise no
    named = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda hit: chr(int(hit[1], 16)), found[1])
    spelled = "".join(f"[U+{ord(sign):04X}]" for sign in named)
    return _shown(data, lambda text: text.replace(named, spelled))
