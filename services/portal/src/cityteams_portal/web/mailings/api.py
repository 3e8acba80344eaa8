"""`/api/v1/mailings`: for the secretariat."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_contracts.notifications import (
    ApproveMailing,
    MailingAudience,
    MailingKind,
    PrepareMailing,
    ProofMailing,
    StopMailing,
)
from cityteams_contracts.values import Id, Line, Paragraph, PersonId, utc_text
from cityteams_portal.domain.mailing import Progress
from cityteams_portal.paging import cursor
from cityteams_portal.store import mailings as store
from cityteams_portal.web.api_asking import command_name
from cityteams_portal.web.delivery.asked import limit_of, sought
from cityteams_portal.web.mailings.asked import in_short, mailing_of, people_json, whole
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role

LIST = {
    "limit": "How many at most, 1 to 200; 50 when not told.",
    "after": "Where the list goes on: `next` of the page before.",
}
Edition = Annotated[int, Field(ge=1)]


class MailingBody(Body):
    """A text and whom it is for; `mailing_id` and `replaces` for another edition of a mailing."""

    kind: MailingKind
    subject_line: Line
    text: Paragraph
    audience: MailingAudience
    mailing_id: Id | None = None
    replaces: Annotated[int, Field(ge=0)] = 0


class ProofBody(Body):
    """Which edition, and to whom of the secretariat; to oneself when not told."""

    edition: Edition
    person_id: PersonId | None = None


class ApproveBody(Body):
    """Which edition was read."""

    edition: Edition


class StopBody(Body):
    """Why, for the others of the secretariat."""

    reason: Line | None = None


async def listed(request: Request) -> Response:
    """`GET /api/v1/mailings`: the latest first."""
    require_role(request)
    limit, after = limit_of(request), sought({"after": request.query_params.get("after", "")}).after
    found = await site_of(request).service.read(lambda tx: store.mailings(tx, limit, after))
    last = found[-1] if len(found) == limit else None
    going_on = cursor((utc_text(last.prepared_at), last.mailing_id)) if last else None
    return JSONResponse({"items": [in_short(each) for each in found], "next": going_on})


async def prepare(request: Request) -> Response:
    """`POST /api/v1/mailings`: a mailing, or another edition of one; nothing is sent yet."""
    visitor, body = require_role(request), await typed_body(request, MailingBody)
    told = body.model_dump(exclude={"mailing_id"})
    mailing_id = body.mailing_id or command_name(request, visitor.person_id)
    return await send(request, visitor, PrepareMailing(mailing_id=mailing_id, **told))


async def one(request: Request) -> Response:
    """`GET /api/v1/mailings/{id}`: its text, who tried, approved and stopped it, and how far it is."""
    require_role(request)
    mailing = await mailing_of(request)

    def read(tx: Tx) -> tuple[Progress, dict[str, Any]]:
        return store.progress(tx, mailing), store.proof_states(tx, mailing)

    progress, proofs = await site_of(request).service.read(read)
    return JSONResponse(whole(mailing, progress, proofs))


async def people(request: Request) -> Response:
    """`GET /api/v1/mailings/{id}/recipients`: who gets this edition, and who does not and why."""
    require_role(request)
    mailing = await mailing_of(request)
    found = await site_of(request).service.read(lambda tx: store.parts(tx, mailing))
    return JSONResponse({"edition": mailing.edition, "items": people_json(found), "next": None})


async def proof(request: Request) -> Response:
    """`POST /api/v1/mailings/{id}/proof`: sends an edition to oneself, or to another of the secretariat."""
    visitor, body = require_role(request), await typed_body(request, ProofBody)
    return await send(request, visitor, ProofMailing(mailing_id=_id(request), **body.model_dump()))


async def approve(request: Request) -> Response:
    """`POST /api/v1/mailings/{id}/approve`: lets an edition go out that one has got as a proof."""
    visitor, body = require_role(request), await typed_body(request, ApproveBody)
    return await send(request, visitor, ApproveMailing(mailing_id=_id(request), edition=body.edition))


async def stop(request: Request) -> Response:
    """`POST /api/v1/mailings/{id}/stop`: nothing more of it goes out."""
    visitor, body = require_role(request), await typed_body(request, StopBody)
    return await send(request, visitor, StopMailing(mailing_id=_id(request), reason=body.reason))


def _id(request: Request) -> str:
    return str(request.path_params["mailing_id"])
