"""The receipt of a handing in: the file that proves itself, and what its page and its PDF say."""

from collections.abc import Mapping
from typing import Any

from cityteams_contracts.registration import FIELDS, PartRead, canonical_content
from cityteams_contracts.values import utc_text
from cityteams_portal.documents.from_project import as_typed
from cityteams_portal.documents.receipt_pdf import Field, Page, Section
from cityteams_portal.domain.version import Version
from cityteams_portal.tongues import Tongue
from cityteams_portal.worksheets.labels import LABELS, SECTIONS
from cityteams_portal.worksheets.reading import as_lines

FORMAT = "cityteams-receipt-1"
TITLE = "Receipt {number}"
INTRODUCTION = (
    "This is what was handed in, and when. The file receipt.json, which is attached to this document, proves it with "
    "the SHA-256 below: “cityteams worksheets verify” computes it again."
)
ATTACHED = "Everything that was handed in, as it was taken for the SHA-256"
NUMBER, RECEIVED, ROUND, WORKSHEET = "Receipt number", "Received", "Round", "Worksheet"
PHRASES = (TITLE, INTRODUCTION, ATTACHED, NUMBER, RECEIVED, ROUND, WORKSHEET)


def public_receipt(version: Version) -> dict[str, Any]:
    """What everybody who knows the number may know: nothing that only a few may read."""
    return {
        "number": version.receipt_number,
        "sha256": version.receipt_sha256,
        "worksheet_id": version.worksheet_id,
        "round_id": version.round_id,
        "title": version.project.title,
        "received_at": utc_text(version.at),
    }


def receipt_file(version: Version, part: PartRead | None) -> dict[str, Any]:
    """The receipt with the content; with the private part, too, for those who may read all of it."""
    whole = part is not None and part.salt is not None
    return {
        "format": FORMAT,
        **public_receipt(version),
        "content": canonical_content(version.project, part.digest if part else None),
        "private": {"content": part.content, "salt": part.salt} if part and whole else None,
    }


def receipt_words(
    version: Version, private: Mapping[str, Any], names: Mapping[str, str], tongue: Tongue, received: str
) -> Page:
    """What the PDF says: the facts, then every answer in the order of the sheet."""
    number, typed = version.receipt_number or "", as_typed(version.project, private, names)
    shown = [(each, as_lines(each, typed.get(each.name), tongue)) for each in FIELDS]
    sections = [
        Section(
            tongue(title),
            tuple(
                Field(tongue(LABELS[each.name]), tuple(lines))
                for each, lines in shown
                if each.section == code and lines
            ),
        )
        for code, title in SECTIONS.items()
    ]
    return Page(
        number=number,
        title=tongue(TITLE, number=number),
        introduction=tongue(INTRODUCTION),
        attached=tongue(ATTACHED),
        facts=(
            (tongue(NUMBER), number),
            (tongue(RECEIVED), received),
            (tongue(ROUND), version.round_id),
            (tongue(WORKSHEET), version.worksheet_id),
            ("SHA-256", version.receipt_sha256 or ""),
        ),
        sections=tuple(each for each in sections if each.fields),
        language=tongue.tag,
        written_in=version.project.language,
        turned=tongue.direction == "rtl",
    )
