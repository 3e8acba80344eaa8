"""Badges as a tagged PDF (PDF/UA-1), eight to a page of A4, each with a QR code and what it stands for in words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO

import segno
import typst

from cityteams_portal.documents.fonts import letters


@dataclass(frozen=True)
class Badge:
    """Whose it is, of which class, and what its QR code says."""

    name: str
    seat_class: str
    code: str


def qr_svg(code: str) -> str:
    """A QR code that survives a crease: error correction M, and a quiet zone of four modules."""
    drawn = BytesIO()
    segno.make(code, error="m", micro=False).save(drawn, kind="svg", scale=4, border=4, xmldecl=False)
    return drawn.getvalue().decode()


def badges_pdf(title: str, badges: Sequence[Badge], at: datetime) -> bytes:
    """The sheets; the same badges at the same moment give the same bytes."""
    shown = letters().printable
    data = {
        "title": shown(title),
        "badges": [
            {"name": shown(each.name), "kind": shown(each.seat_class), "code": each.code, "qr": qr_svg(each.code)}
            for each in badges
        ],
    }
    compiler = typst.Compiler(
        input=(files("cityteams_portal.documents") / "badges.typ").read_bytes(),
        font_paths=letters().fonts,
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(at.astimezone(UTC).timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
