"""KPIs as CSV: a row for each choice of each cluster; a cell never runs."""

import csv
import io
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cityteams_portal.domain.kpis import Choice, Sheet
from cityteams_portal.store import kpis
from cityteams_portal.web.office.exports import harmless
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role

_PAGE = 200
_COLUMNS = (
    "cluster", "title", "round", "sector", "code", "indicator", "unit", "baseline", "target", "target date",
    "value", "progress", "expected", "band", "waited for", "overdue",
)  # fmt: skip


async def sheets(request: Request) -> Response:
    """`GET /api/v1/exports/kpis.csv`: every choice of every cluster, and how it stands."""
    require_role(request)
    headers = {"Content-Disposition": 'attachment; filename="kpis.csv"'}
    return StreamingResponse(_lines(request), media_type="text/csv; charset=utf-8", headers=headers)


async def _lines(request: Request) -> AsyncIterator[bytes]:
    """Page by page, with a byte order mark, by which spreadsheets know UTF-8."""
    service, after = site_of(request).service, ""
    yield "\ufeff".encode() + _line(_COLUMNS)
    while found := await service.read(lambda tx, at=after: kpis.sheets_after(tx, at, _PAGE)):  # type: ignore[misc]
        for each in found:
            for choice in each.choices:
                yield _line(_row(each, choice))
        after = found[-1].cluster_id


def _row(it: Sheet, choice: Choice) -> tuple[object, ...]:
    known, goal, now = choice.definition, choice.goal, choice.standing
    late = sum(each.overdue for each in choice.wanted)
    return (
        it.cluster_id, it.cluster, it.round_id, it.sector, known.code, known.title, known.unit, goal.baseline,
        goal.target, goal.due, now.value, now.progress, now.expected, now.band, len(choice.wanted) - late, late,
    )  # fmt: skip


def _line(cells: tuple[object, ...]) -> bytes:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([harmless(each) for each in cells])
    return written.getvalue().encode()
