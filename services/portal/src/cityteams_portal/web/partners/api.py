"""What the API tells of partners: lists, runs, introductions, and what the words of a worksheet suggest."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_portal import store as portal_store
from cityteams_portal.domain.partners import PartnerList, TextHint
from cityteams_portal.store import partners as store
from cityteams_portal.web.partners.told import hint_json, introduction_json, list_json, run_json
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor, require_role, signed_in


async def my_partners(request: Request) -> Response:
    """`GET /api/v1/partners`: the lists of the organisations for which one speaks."""
    visitor = signed_in(request)

    def read(tx: Tx) -> dict[str, PartnerList]:
        return store.lists_of(tx, store.speaks_for(tx, visitor.person_id))

    found = await site_of(request).service.read(read)
    return JSONResponse({"items": [list_json(each) for each in found.values()]})


async def partners_of(request: Request) -> Response:
    """`GET /api/v1/organisations/{id}/partners`: the list of one organisation; for its people and the secretariat."""
    visitor, organisation_id = signed_in(request), request.path_params["organisation_id"]

    def read(tx: Tx) -> PartnerList | None:
        if not visitor.is_office and organisation_id not in store.speaks_for(tx, visitor.person_id):
            raise NotYours
        return store.list_of(tx, organisation_id)

    found = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404, "No list was worked out for this organisation yet.")
    return JSONResponse(list_json(found))


async def run(request: Request) -> Response:
    """`GET /api/v1/partner-runs/{id}`: whether a run is done, how good it was and what is proven about it."""
    require_role(request)
    run_id = request.path_params["run_id"]
    found = await site_of(request).service.read(
        lambda tx: tx.get(store.PARTNER_RUNS, run_id) or tx.get(store.OPEN_PARTNER_RUNS, run_id)
    )
    if found is None:
        raise HTTPException(404, "No run has this id.")
    return JSONResponse(run_json(found))


async def introductions(request: Request) -> Response:
    """`GET /api/v1/introductions`: one's own; the secretariat sees all, without anybody's contact."""
    visitor = signed_in(request)
    found = await site_of(request).service.read(
        lambda tx: store.all_introductions(tx) if visitor.is_office else store.introductions_of(tx, visitor.person_id)
    )
    return JSONResponse({"items": [introduction_json(each, visitor) for each in found]})


async def suggestions(request: Request) -> Response:
    """`GET /api/v1/worksheets/{id}/suggestions`: likely sectors with confidence, and existing work near it."""
    visitor, worksheet_id = signed_in(request), request.path_params["worksheet_id"]
    found = await site_of(request).service.read(lambda tx: _hint(tx, visitor, worksheet_id))
    if found is None:
        raise HTTPException(404, "The words of this worksheet have not been read yet. Ask again in a minute.")
    return JSONResponse(hint_json(found))


def _hint(tx: Tx, visitor: Visitor, worksheet_id: str) -> TextHint | None:
    worksheet = portal_store.worksheet(tx, worksheet_id)
    if worksheet is None or not (visitor.is_office or visitor.person_id in worksheet.team):
        raise NotYours
    return tx.get(store.TEXT_HINTS, worksheet_id)
