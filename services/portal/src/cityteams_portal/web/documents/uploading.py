"""Takes an uploaded workbook from a form, without a byte of it on a disk."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from cityteams_portal.documents.layout import SheetRead
from cityteams_portal.documents.sheet_in import from_xlsx
from cityteams_portal.documents.upload import LARGEST, Unfit
from cityteams_portal.worksheets.typed import Typed, sorted_out

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 2**31


class _InMemory(MultiPartParser):
    """Files of people are never spooled to a folder for temporary files."""

    spool_max_size = 2 * LARGEST


@dataclass(frozen=True)
class Sent:
    """A form with a file: its texts, and the file if one was chosen."""

    texts: dict[str, str]
    data: bytes

    @property
    def token(self) -> str:
        """The form's half of the token."""
        return self.texts.get("form_token", "")

    @property
    def revision(self) -> int:
        """On top of which state of the draft this is meant."""
        text = self.texts.get("revision", "")
        return min(int(text), _MOST) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def changes(self) -> Typed:
        """The changes that the review page carried; what was tampered with is not there."""
        try:
            found: Any = json.loads(self.texts.get("changes", "{}"))
        except (ValueError, RecursionError):
            return {}
        return sorted_out(found)[0] if isinstance(found, dict) else {}


async def sent(request: Request) -> Sent:
    """The form; raises Unfit when it is none."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Unfit("no-file-was-sent", "No file came with the form. Choose the workbook and send it again.")
    parser = _InMemory(request.headers, request.stream(), max_files=1, max_fields=10, max_part_size=2 * LARGEST)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Unfit(
            "no-file-was-sent", "The form did not arrive whole. Choose the workbook and send it again."
        ) from None
    texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    chosen = form.get("file")
    data = b"" if chosen is None or isinstance(chosen, str) else await chosen.read()
    await form.close()
    return Sent(texts, data)


def read_sheet(data: bytes) -> SheetRead:
    """The workbook; raises Unfit and Complained."""
    if not data:
        raise Unfit("no-file-was-sent", "No file was chosen. Choose the workbook (.xlsx) and send it again.")
    return from_xlsx(data)
