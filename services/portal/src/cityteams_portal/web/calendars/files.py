"""A released agenda as files: schedule XML and JSON, linked data, tables, and on paper."""

import asyncio
import csv
import io
import json
from collections.abc import Sequence

from openpyxl import Workbook
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal.documents.agenda_pdf import agenda_pdf
from cityteams_portal.documents.schedule_files import schedule_json, schedule_xml
from cityteams_portal.domain.calendars.linked_data import linked
from cityteams_portal.domain.calendars.schedule import Schedule, schedule_of
from cityteams_portal.store.calendars import BOOKS
from cityteams_portal.web.office.exports import harmless
from cityteams_portal.web.site import show, site_of

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = ("date", "starts", "ends", "room", "track", "kind", "title", "cluster", "session")


async def frab_xml(request: Request) -> Response:
    """`GET /gatherings/{id}/schedule.xml`."""
    schedule = await _released(request)
    made = schedule_xml(schedule, site_of(request).settings.portal_address)
    return Response(made, media_type="application/vnd.c3voc.schedule+xml")


async def frab_json(request: Request) -> Response:
    """`GET /gatherings/{id}/schedule.json`."""
    schedule = await _released(request)
    return Response(schedule_json(schedule, site_of(request).settings.portal_address), media_type="application/json")


async def linked_data(request: Request) -> Response:
    """`GET /gatherings/{id}/agenda.jsonld`."""
    made = linked(await _released(request), site_of(request).settings.portal_address)
    return Response(json.dumps(made, ensure_ascii=False, indent=1), media_type="application/ld+json")


async def table_csv(request: Request) -> Response:
    """`GET /gatherings/{id}/agenda.csv`: with a byte order mark, by which spreadsheets know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_COLUMNS, *_rows(await _released(request))])
    made = "\ufeff".encode() + written.getvalue().encode()
    return Response(made, media_type="text/csv; charset=utf-8", headers=_saved(request, "csv"))


async def table_xlsx(request: Request) -> Response:
    """`GET /gatherings/{id}/agenda.xlsx`."""
    rows = _rows(await _released(request))
    made = await asyncio.to_thread(_workbook, rows)
    return Response(made, media_type=_SHEET, headers=_saved(request, "xlsx"))


async def printed_pdf(request: Request) -> Response:
    """`GET /gatherings/{id}/agenda.pdf`: tagged, for paper and for screen readers."""
    made = await asyncio.to_thread(agenda_pdf, await _released(request))
    return Response(made, media_type="application/pdf", headers=_saved(request, "pdf"))


async def printed_page(request: Request) -> Response:
    """`GET /gatherings/{id}/print`: one page without anything around it."""
    return show(request, "calendars/print.html", schedule=await _released(request))


async def _released(request: Request) -> Schedule:
    gathering_id = request.path_params["gathering_id"]
    book = await site_of(request).service.read(lambda tx: tx.get(BOOKS, gathering_id))
    if book is None or not book.release:
        raise HTTPException(404, "No agenda of this gathering is released yet.")
    schedule = schedule_of(book)
    if not schedule.days:
        raise HTTPException(404, "Nothing of this agenda takes place any more.")
    return schedule


def _rows(schedule: Schedule) -> list[list[str]]:
    return [
        [
            harmless(value)
            for value in (
                day.date.isoformat(), f"{each.starts:%H:%M}", f"{each.ends:%H:%M}", each.room, each.line.track,
                each.line.form, each.line.title, each.line.cluster_id, each.line.name,
            )
        ]
        for day in schedule.days
        for each in day.held
    ]  # fmt: skip


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = "agenda"
    for row in (_COLUMNS, *rows):
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"  # whatever it looks like, it is text
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _saved(request: Request, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="agenda-{request.path_params["gathering_id"]}.{ending}"'}
