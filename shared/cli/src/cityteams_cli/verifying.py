"""Proves receipts: the file, the hash of its content, and what was recorded are held against each other."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cityteams_contracts.registration import part_digest, sha256_of
from cityteams_contracts.strict import ambiguity
from cityteams_contracts.values import ID_PATTERN
from cityteams_store.errors import Refused

FORMAT = "cityteams-receipt-1"
_LARGEST = 20 * 1024 * 1024
_RECORDED = ("number", "sha256", "worksheet_id", "round_id", "title", "received_at")
_NAMES = frozenset({"format", *_RECORDED, "content", "private"})
_NO_RECEIPT = "is no receipt; give the file receipt.json, or the PDF that it is attached to"


@dataclass
class Verdict:
    """What holds and what does not, in words."""

    true: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    def say(self, holds: bool, true: str, wrong: str) -> None:
        """Notes one thing that was looked at."""
        (self.true if holds else self.wrong).append(true if holds else wrong)


def read_receipt(path: Path) -> dict[str, Any]:
    """The receipt in a JSON file, or attached to a PDF. Raises Refused."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as wrong:
        raise Refused(f"{path} cannot be read: {wrong.strerror}; check its name") from None
    if data.startswith(b"%PDF"):
        data = _attached(path)
    if why := ambiguity(data):
        raise Refused(f"{path} {_NO_RECEIPT} ({why[:80]})")
    found = json.loads(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("content"), dict):
        raise Refused(f"{path} {_NO_RECEIPT}")
    if not isinstance(found.get("number"), str) or not re.match(ID_PATTERN, found["number"]):
        raise Refused(f"{path} has no number of a receipt; give the file as it was saved")
    return found


def _attached(path: Path) -> bytes:
    try:
        return bytes(PdfReader(path).attachments["receipt.json"][0])
    except (PyPdfError, KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError):
        raise Refused(f"{path} is a PDF without the file receipt.json; give the PDF as it was saved") from None


def judge(receipt: Mapping[str, Any], recorded: Mapping[str, Any] | None) -> Verdict:
    """Holds a receipt against its own content and against what was recorded under its number."""
    verdict = Verdict()
    _judge_content(receipt, verdict)
    if recorded is None:
        verdict.wrong.append(f"No receipt with the number {receipt['number']} was ever given.")
        return verdict
    for name in _RECORDED:
        same = receipt.get(name) == recorded.get(name)
        word = name.replace("_", " ")
        verdict.say(same, f"The {word} is the recorded one.", f"The {word} is not the recorded one.")
    return verdict


def _judge_content(receipt: Mapping[str, Any], verdict: Verdict) -> None:
    content, private = receipt["content"], receipt.get("private")
    more = sorted({*receipt} - _NAMES) + sorted({*content} - {"part", "project"})
    verdict.say(
        not more, "The file holds a receipt and nothing else.", f"The file holds more: {', '.join(more)[:200]}."
    )
    try:
        hashed = sha256_of(content)
        digest = part_digest(private) if isinstance(private, dict) else None
    except (ValueError, RecursionError) as no:
        verdict.wrong.append(f"The content cannot be hashed: {no}.")
        return
    verdict.say(hashed == receipt.get("sha256"), "The content has this SHA-256.", "The content has another SHA-256.")
    project = content.get("project")
    title = project.get("title") if isinstance(project, dict) else None
    verdict.say(title == receipt.get("title"), "The title is that of the content.", "The title is not of the content.")
    if private is None and content.get("part") is not None:
        verdict.true.append("The private answers are not in this file; their digest is part of the content.")
    else:
        same = digest == content.get("part") and isinstance(private, dict | None)
        verdict.say(same, "The private answers are those of the content.", "The private answers were changed.")
