"""The file that proves what was handed in, as the letter brings it: what stands in the event, and nothing private."""

import json
from typing import Any

from cityteams_contracts.registration import (
    SupplementGiven,
    WorksheetResubmitted,
    WorksheetSubmitted,
    canonical_content,
    sha256_of,
)
from cityteams_contracts.values import utc_text

HandedIn = WorksheetSubmitted | WorksheetResubmitted | SupplementGiven
"""A team gave the secretariat something to read, and gets a receipt for it."""
FORMAT = "cityteams-receipt-1"


def receipt_file(event: HandedIn) -> bytes | None:
    """The file, or None when there is no receipt or its hash cannot be computed from the event.

    The private part is told by its digest alone, as in the content that the hash is taken of.
    """
    receipt, project = event.receipt, event.project
    if receipt is None:
        return None
    content = canonical_content(project, receipt.part)
    if _hash(content) != receipt.sha256:
        return None
    told = {
        "format": FORMAT,
        "number": receipt.number,
        "sha256": receipt.sha256,
        "worksheet_id": event.worksheet_id,
        "round_id": event.round_id,
        "title": project.title,
        "received_at": utc_text(event.given_at if isinstance(event, SupplementGiven) else event.submitted_at),
        "content": content,
        "private": None,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _hash(content: dict[str, Any]) -> str:
    """The hash that a receipt has; none of text that is no text, such as half a sign, which nobody can have signed."""
    try:
        return sha256_of(content)
    except UnicodeEncodeError:
        return ""
