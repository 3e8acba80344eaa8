"""Lists as CSV and XLSX for spreadsheets; a cell never runs, and nothing that only a few may read is in it."""

import csv
import io
import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cityteams_chassis import Tx
from cityteams_portal import store
from cityteams_portal.domain.organisation import Registered
from cityteams_portal.domain.views import Place
from cityteams_portal.domain.worksheet import Worksheet
from cityteams_portal.web.office.asked import organisation_filter, right_now, worksheet_filter
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role

V = TypeVar("V")
Page = tuple[Sequence[Any], Place | None]
_RUNS = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|^[\t\r\n]")
_CHUNK = 1 << 16

_WORKSHEET_COLUMNS: dict[str, Callable[[Worksheet], Any]] = {
    "worksheet": lambda it: it.worksheet_id,
    "round": lambda it: it.round_id,
    "state": lambda it: it.state,
    "since": lambda it: it.since,
    "handed in": lambda it: it.submitted_at,
    "due": lambda it: it.due_at,
    "title": lambda it: it.title,
    "sector": lambda it: it.sector,
    "status": lambda it: it.project.status,
    "language": lambda it: it.language,
    "organisations": lambda it: "; ".join(each.name for each in it.project.participants),
    "countries": lambda it: " ".join(sorted({each.country for each in it.project.participants if each.country})),
    "deploying": lambda it: "; ".join(each.name for each in it.project.participants if each.deploys),
    "website": lambda it: it.project.website,
    "description": lambda it: it.project.description,
    "challenges": lambda it: it.project.challenges,
    "solutions": lambda it: it.project.solutions,
    "requirements": lambda it: it.project.requirements,
    "needs": lambda it: "; ".join(f"{each.kind}: {each.text}".rstrip(": ") for each in it.project.needs),
    "offers": lambda it: "; ".join(f"{each.kind}: {each.text}".rstrip(": ") for each in it.project.offers),
    "receipt": lambda it: it.receipt_number,
}
_ORGANISATION_COLUMNS: dict[str, Callable[[Registered], Any]] = {
    "organisation": lambda it: it.organisation_id,
    "name": lambda it: it.name,
    "kind": lambda it: it.kind,
    "country": lambda it: it.country,
    "city": lambda it: it.city,
    "geonames": lambda it: it.place.geonames_id if it.place else None,
    "latitude": lambda it: it.place.latitude if it.place else None,
    "longitude": lambda it: it.place.longitude if it.place else None,
    "website": lambda it: it.website,
    "membership": lambda it: it.membership,
    "merged into": lambda it: it.merged_into,
    "registered": lambda it: it.registered_at,
}


def harmless(value: Any) -> str:
    """A value as a cell that no spreadsheet takes for a formula: what could begin one gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, float):
        return f"{value:g}"  # ours, never typed by people
    text = str(value)
    return f"'{text}" if _RUNS.match(text) else text


async def worksheets(request: Request) -> Response:
    """`GET /api/v1/exports/worksheets.csv` and `.xlsx`: the filter of the list, without its end."""
    wanted = worksheet_filter(request.query_params, require_role(request), right_now())

    def page(tx: Tx, after: Place | None) -> Page:
        found = store.worksheets(tx, wanted.going_on(after))
        return found.worksheets, found.after

    return await _exported(request, "worksheets", _WORKSHEET_COLUMNS, page)


async def organisations(request: Request) -> Response:
    """`GET /api/v1/exports/organisations.csv` and `.xlsx`: people are not in it."""
    require_role(request)
    wanted = organisation_filter(request.query_params)

    def page(tx: Tx, after: Place | None) -> Page:
        found = store.organisations(tx, wanted.going_on(after))
        return found.organisations, found.after

    return await _exported(request, "organisations", _ORGANISATION_COLUMNS, page)


async def _exported(
    request: Request, name: str, columns: dict[str, Callable[[V], Any]], page: Callable[[Tx, Place | None], Page]
) -> Response:
    ending = request.path_params["ending"]
    if ending not in ("csv", "xlsx"):
        raise HTTPException(404)
    rows = _rows(request, columns, page)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    if ending == "csv":
        return StreamingResponse(_csv(columns, rows), media_type="text/csv; charset=utf-8", headers=headers)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return StreamingResponse(_xlsx(name, columns, rows), media_type=kind, headers=headers)


async def _rows(
    request: Request, columns: dict[str, Callable[[V], Any]], page: Callable[[Tx, Place | None], Page]
) -> AsyncIterator[list[str]]:
    """Page by page, so that a long list is never in memory as a whole."""
    service, after = site_of(request).service, None
    while True:
        found, after = await service.read(lambda tx, at=after: page(tx, at))  # type: ignore[misc]
        for each in found:
            yield [harmless(read(each)) for read in columns.values()]
        if after is None:
            return


async def _csv(columns: Iterable[str], rows: AsyncIterator[list[str]]) -> AsyncIterator[bytes]:
    """With a byte order mark, by which spreadsheets know UTF-8."""
    yield "\ufeff".encode() + _line(list(columns))
    async for row in rows:
        yield _line(row)


def _line(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()


async def _xlsx(name: str, columns: Iterable[str], rows: AsyncIterator[list[str]]) -> AsyncIterator[bytes]:
    """Written to a temporary file row by row, as the format has its directory at the end, then sent in pieces."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.append(list(columns))
    async for row in rows:
        sheet.append([_text_cell(sheet, each) for each in row])
    with TemporaryFile() as file:
        await run_in_threadpool(book.save, file)
        file.seek(0)
        while piece := file.read(_CHUNK):
            yield piece


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
    cell.data_type = "s"  # whatever it looks like, it is text
    return cell
