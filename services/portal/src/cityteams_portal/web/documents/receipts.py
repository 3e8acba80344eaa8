"""Receipts: a page for everybody who knows the number, and for the team the PDF and the file that proves it."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Service
from cityteams_contracts import Rejected
from cityteams_contracts.registration import PART_READ, PartRead, ReadPart
from cityteams_portal import store
from cityteams_portal.documents.receipt import public_receipt, receipt_file, receipt_words
from cityteams_portal.documents.receipt_pdf import receipt_pdf
from cityteams_portal.domain.version import Version
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import NotYours, Visitor, signed_in
from cityteams_portal.web.worksheets.desk import names_of

_PURPOSE = "to show the receipt to whom it belongs"
_GONE = "What was handed in privately is erased, so that this receipt proves nothing any more."


async def receipt_page(request: Request) -> Response:
    """`GET /receipts/{number}`: number, hash, time, round and title; nothing that only a few may read."""
    return show(request, "documents/receipt.html", receipt=await _known(request))


async def api_receipt(request: Request) -> Response:
    """`GET /api/v1/receipts/{number}`: what was recorded when the worksheet was handed in."""
    return JSONResponse(public_receipt(await _known(request)))


async def receipt_json(request: Request) -> Response:
    """`GET /worksheets/{id}/receipt.json`: the file that proves itself; for the team."""
    visitor = signed_in(request)
    version, part = await _theirs(request, visitor)
    name = f"receipt-{version.receipt_number}.json"
    return Response(_bytes(version, part), media_type="application/json", headers=_saved_as(name))


async def receipt_document(request: Request) -> Response:
    """`GET /worksheets/{id}/receipt.pdf`: the same to read, with the file attached; for the team."""
    visitor = signed_in(request)
    version, part = await _theirs(request, visitor)
    site = site_of(request)
    people = (version.project.lead, *version.project.officials)
    names = await names_of(site.service, people, visitor.person_id, _PURPOSE)
    private: Mapping[str, Any] = part.content if part else {}
    page = receipt_words(version, private, names, site.pages.tongue, f"{version.at:%Y-%m-%d %H:%M} UTC")
    made = await asyncio.to_thread(receipt_pdf, page, _bytes(version, part), version.at)
    return Response(made, media_type="application/pdf", headers=_saved_as(f"receipt-{version.receipt_number}.pdf"))


def _bytes(version: Version, part: PartRead | None) -> bytes:
    return json.dumps(receipt_file(version, part), ensure_ascii=False, indent=1).encode()


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


async def _known(request: Request) -> Version:
    number = request.path_params["number"]
    found = await site_of(request).service.read(lambda tx: store.receipt(tx, number))
    if found is None:
        raise HTTPException(404, "No receipt has this number. Copy it from the letter or from the PDF.")
    return found


async def _theirs(request: Request, visitor: Visitor) -> tuple[Version, PartRead | None]:
    """The last handing in, or that of `?number=`, with its private part; raises NotYours, also when there is none."""
    service, wanted = site_of(request).service, request.query_params.get("number")
    worksheet_id = request.path_params["worksheet_id"]
    worksheet, versions = await service.read(
        lambda tx: (store.worksheet(tx, worksheet_id), store.versions(tx, worksheet_id))
    )
    proven = [each for each in versions if each.receipt_number and wanted in (None, each.receipt_number)]
    if worksheet is None or not (visitor.is_office or visitor.person_id in worksheet.team):
        raise NotYours
    if not proven:
        raise HTTPException(404, "No receipt was given for this worksheet yet.")
    return proven[-1], await _part(service, proven[-1].part_id, visitor)


async def _part(service: Service, part_id: str | None, visitor: Visitor) -> PartRead | None:
    if part_id is None:
        return None
    question = ReadPart(part_id=part_id, actor=visitor.person_id, purpose=_PURPOSE)
    try:
        found = await service.request(PART_READ, question, PartRead)
    except Rejected:
        raise NotYours from None
    if found.erased or found.digest is None:
        raise HTTPException(410, _GONE)
    return found
