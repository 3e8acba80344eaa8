"""The worksheet as a workbook: blank, filled, and back over a review page into the draft."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts.registration import DraftRead
from cityteams_portal import store
from cityteams_portal.documents.from_project import as_typed
from cityteams_portal.documents.layout import Form
from cityteams_portal.documents.sheet_out import to_xlsx
from cityteams_portal.domain.season import Season
from cityteams_portal.store import ROUNDS
from cityteams_portal.web.documents.uploading import XLSX
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor, signed_in
from cityteams_portal.web.worksheets.desk import names_of, read_draft, read_part
from cityteams_portal.web.worksheets.page import sectors_of

_PURPOSE = "to fill the worksheet into a file"


async def blank(request: Request) -> Response:
    """`GET /worksheets/blank.xlsx`: for everybody, in the language of who asks."""
    site = site_of(request)
    round_id = request.query_params.get("round") or site.settings.round_id
    season = await site.service.read(lambda tx: tx.get(ROUNDS, round_id))
    return await _file(form_of(request, season), {}, "worksheet.xlsx")


async def filled(request: Request) -> Response:
    """`GET /worksheets/{id}/sheet.xlsx`: the draft as it stands, or what was handed in; for the team."""
    visitor, worksheet_id = signed_in(request), request.path_params["worksheet_id"]
    service = site_of(request).service
    try:
        draft = await read_draft(service, worksheet_id, visitor.person_id)
    except NotYours:
        return await _handed_in(request, worksheet_id, visitor)
    season = await service.read(lambda tx: tx.get(ROUNDS, draft.round_id))
    return await _file(form_of(request, season, draft), typed_in(draft), f"worksheet-{worksheet_id}.xlsx")


async def _handed_in(request: Request, worksheet_id: str, visitor: Visitor) -> Response:
    service = site_of(request).service
    worksheet = await service.read(lambda tx: store.worksheet(tx, worksheet_id))
    if worksheet is None or not (visitor.is_office or visitor.person_id in worksheet.team):
        raise NotYours
    people, actor = (worksheet.lead, *worksheet.project.officials), visitor.person_id
    private = await read_part(service, worksheet.part_id, actor, _PURPOSE) if worksheet.part_id else {}
    names = await names_of(service, people, actor, _PURPOSE)
    season = await service.read(lambda tx: tx.get(ROUNDS, worksheet.round_id))
    form = form_of(request, season, worksheet_id=worksheet_id, round_id=worksheet.round_id)
    typed = as_typed(worksheet.project, private, names)
    return await _file(form, typed, f"worksheet-{worksheet_id}.xlsx")


def form_of(
    request: Request,
    season: Season | None,
    draft: DraftRead | None = None,
    *,
    worksheet_id: str = "",
    round_id: str = "",
) -> Form:
    """The form of a round, in the language of who asks."""
    tongue = site_of(request).pages.tongue
    questions = season.round.questions if season else ()
    return Form(
        tongue=tongue,
        sectors=sectors_of(season, tongue),
        questions=[(each.code, tongue.chosen(each.text)) for each in questions],
        worksheet_id=draft.worksheet_id if draft else worksheet_id,
        round_id=draft.round_id if draft else round_id or (season.round_id if season else ""),
        revision=draft.revision if draft else 0,
    )


def typed_in(draft: DraftRead) -> dict[str, Any]:
    """What the fields of a draft hold."""
    return {name: each.value for name, each in draft.fields.items()}


async def _file(form: Form, typed: dict[str, Any], name: str) -> Response:
    made = await asyncio.to_thread(to_xlsx, form, typed)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Language": form.tongue.tag}
    return Response(made, media_type=XLSX, headers=headers)


async def api_blank(request: Request) -> Response:
    """`GET /api/v1/worksheets/blank.xlsx`: the blank workbook of a round."""
    return await blank(request)


async def api_filled(request: Request) -> Response:
    """`GET /api/v1/worksheets/{id}/sheet.xlsx`: a worksheet as a workbook."""
    return await filled(request)
