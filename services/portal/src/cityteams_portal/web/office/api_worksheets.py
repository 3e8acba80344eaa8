"""`/api/v1/worksheets`: lists, one with its versions and history, and what a review does to it."""

from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_contracts.registration import (
    PART_GIVE,
    AcceptWorksheet,
    BeginReview,
    ConfirmForRound,
    DeclineWorksheet,
    GivePart,
    PartGiven,
    ReopenFields,
    ReturnWorksheet,
)
from cityteams_contracts.values import FieldName, Id, Instant, Paragraph, PersonId, RoundId
from cityteams_portal import paging, store
from cityteams_portal.domain.showing import Reader, may_see, reader_of
from cityteams_portal.domain.version import differences
from cityteams_portal.domain.views import WorksheetFilter, WorksheetList
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState
from cityteams_portal.web.office.asked import right_now, with_old_sectors, worksheet_filter
from cityteams_portal.web.office.sending import Body, Seen, send, sent_before, typed_body
from cityteams_portal.web.office.told import entry_json, version_json, worksheet_json
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, SignInNeeded, require_role, signed_in, visitor_of

Comments = Annotated[dict[FieldName, Paragraph], Field(min_length=1, max_length=60)]


class Return(Seen):
    """Comments by field, and until when they are to be answered."""

    comments: Comments
    due_at: Instant


class Decline(Seen):
    """The reason, for the team alone."""

    reason: Paragraph = ""


class Reopen(Seen):
    """The fields that the team may change, and until when."""

    fields: Annotated[tuple[FieldName, ...], Field(min_length=1, max_length=60)]
    until: Instant


class Confirm(Body):
    """The round that the cluster takes part in."""

    round_id: RoundId


Listed = tuple[WorksheetList, dict[WorksheetState, int]]


async def load_list(request: Request, wanted: WorksheetFilter) -> Listed:
    """A page of worksheets and how many there are in each state."""

    def read(tx: Tx) -> Listed:
        return store.worksheets(tx, fitting), store.worksheet_counts(tx, fitting)

    service, fitting = site_of(request).service, wanted
    if wanted.sectors:
        fitting = await service.read(lambda tx: _all_sectors(tx, wanted))
    return await service.read(read)


def _all_sectors(tx: Tx, wanted: WorksheetFilter) -> WorksheetFilter:
    return wanted.in_sectors(with_old_sectors(wanted.sectors, store.seasons(tx)))


async def listed(request: Request) -> Response:
    """`GET /api/v1/worksheets`."""
    visitor = visitor_of(request)
    found, counts = await load_list(request, worksheet_filter(request.query_params, visitor, right_now()))
    person, office = (visitor.person_id, visitor.is_office) if visitor else (None, False)
    items = [worksheet_json(each, reader_of(each, person, is_office=office)) for each in found.worksheets]
    return JSONResponse({"items": items, "next": paging.cursor(found.after), "counts": counts})


async def load_one(request: Request) -> tuple[Worksheet, Reader]:
    """The worksheet of the address and as what the visitor reads it; others' and unknown ones are told alike."""
    visitor, worksheet_id = visitor_of(request), request.path_params["worksheet_id"]
    found = await site_of(request).service.read(lambda tx: store.worksheet(tx, worksheet_id))
    person, office = (visitor.person_id, visitor.is_office) if visitor else (None, False)
    reader = reader_of(found, person, is_office=office) if found else Reader.ANYBODY
    if found is None or not may_see(found, reader):
        raise NotYours if visitor else SignInNeeded
    return found, reader


async def load_whole(request: Request) -> Worksheet:
    """The worksheet of the address, for its team and the office."""
    signed_in(request)
    found, reader = await load_one(request)
    if reader < Reader.TEAM:
        raise NotYours
    return found


async def one(request: Request) -> Response:
    """`GET /api/v1/worksheets/{id}`, with an ETag."""
    found, reader = await load_one(request)
    return tagged(request, worksheet_json(found, reader), found.seen if reader >= Reader.TEAM else None)


def tagged(request: Request, told: dict[str, Any], seen: str | None = None) -> Response:
    """JSON under an ETag, which for those who review is `seen`; 304 when the caller has it already."""
    response = JSONResponse(told)
    tag = f'"{seen or sha256(bytes(response.body)).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


async def history(request: Request) -> Response:
    """`GET /api/v1/worksheets/{id}/history`."""
    found = await load_whole(request)
    trail = await site_of(request).service.read(lambda tx: store.history(tx, f"worksheet:{found.worksheet_id}"))
    return JSONResponse({"items": [entry_json(each) for each in trail.entries]})


async def versions(request: Request) -> Response:
    """`GET /api/v1/worksheets/{id}/versions`."""
    found = await load_whole(request)
    known = await site_of(request).service.read(lambda tx: store.versions(tx, found.worksheet_id))
    pairs = zip([None, *known], known, strict=False)
    told = [version_json(new, differences(old.project, new.project) if old else ()) for old, new in pairs]
    return JSONResponse({"items": told})


async def begin_review(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/begin-review`."""
    visitor, body = require_role(request), await typed_body(request, Seen)
    return await send(request, visitor, BeginReview(worksheet_id=_id(request), seen=body.seen))


async def accept(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/accept`."""
    visitor, body = require_role(request), await typed_body(request, Seen)
    return await send(request, visitor, AcceptWorksheet(worksheet_id=_id(request), seen=body.seen))


async def give_back(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/return`: the comments go to registration privately."""
    visitor, body = require_role(request), await typed_body(request, Return)
    if known := await sent_before(request, visitor):
        return known
    part_id = await give_comments(request, visitor.person_id, body.comments)
    command = ReturnWorksheet(
        worksheet_id=_id(request), seen=body.seen, fields=tuple(body.comments), part_id=part_id, due_at=body.due_at
    )
    return await send(request, visitor, command)


async def decline(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/decline`: the reason goes to registration privately."""
    visitor, body = require_role(request), await typed_body(request, Decline)
    if known := await sent_before(request, visitor):
        return known
    part_id = await give_comments(request, visitor.person_id, {"reason": body.reason}) if body.reason else None
    return await send(request, visitor, DeclineWorksheet(worksheet_id=_id(request), seen=body.seen, part_id=part_id))


async def reopen(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/reopen`."""
    visitor, body = require_role(request), await typed_body(request, Reopen)
    command = ReopenFields(worksheet_id=_id(request), seen=body.seen, fields=body.fields, until=body.until)
    return await send(request, visitor, command)


async def confirm(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/confirm`: the lead, or the secretariat; registration knows who that is."""
    visitor, body = signed_in(request), await typed_body(request, Confirm)
    return await send(request, visitor, ConfirmForRound(worksheet_id=_id(request), round_id=body.round_id))


async def give_comments(request: Request, actor: PersonId, content: dict[str, str]) -> Id:
    """Gives a reviewer's words to registration, sealed for the team lead; the id of the part."""
    worksheet, _ = await load_one(request)
    part = GivePart(worksheet_id=worksheet.worksheet_id, owner=worksheet.lead, actor=actor, content=dict(content))
    return (await site_of(request).service.request(PART_GIVE, part, PartGiven)).part_id


def _id(request: Request) -> str:
    return str(request.path_params["worksheet_id"])
