"""`/api/v1/deliveries` and `/api/v1/suppressions`: the ledger of mail and webhooks, for the secretariat."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts.notifications import Channel, LiftSuppression, RetryDeliveries
from cityteams_contracts.values import Id, Instant, utc_text
from cityteams_portal.store import delivery as store
from cityteams_portal.web.api_asking import command_name
from cityteams_portal.web.delivery.asked import delivery_json, limit_of, next_after, sought
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role

FILTERS = {
    "state": "sent, put_off, failed, bounced or resumed.",
    "channel": "mail, webhook or chat.",
    "to": "The id of a person or an endpoint.",
    "about": "The id of what it is about.",
    "since": "From this moment on (RFC 3339).",
    "until": "Before this moment (RFC 3339).",
    "limit": "How many at most, 1 to 200; 50 when not told.",
    "after": "Where the list goes on: `next` of the page before.",
}


class RetryBody(Body):
    """What failed or bounced in this span is tried again; the rest narrows it down."""

    since: Instant
    until: Instant
    channel: Channel | None = None
    to: Id | None = None
    delivery_id: Id | None = None


async def listed(request: Request) -> Response:
    """`GET /api/v1/deliveries`: what was sent, put off, failed or bounced, the latest first."""
    require_role(request)
    limit, wanted = limit_of(request), sought(request.query_params)
    found = await site_of(request).service.read(lambda tx: store.deliveries(tx, wanted, limit))
    return JSONResponse({"items": [delivery_json(each) for each in found], "next": next_after(found, limit)})


async def one(request: Request) -> Response:
    """`GET /api/v1/deliveries/{id}`: every attempt, with its answer and the next try."""
    require_role(request)
    delivery_id = request.path_params["delivery_id"]
    found = await site_of(request).service.read(lambda tx: store.attempts(tx, delivery_id))
    if not found:
        raise HTTPException(404)
    return JSONResponse({"delivery_id": delivery_id, "items": [delivery_json(each) for each in found]})


async def retry(request: Request) -> Response:
    """`POST /api/v1/deliveries/retry`: what failed in a span of time is tried again."""
    visitor, body = require_role(request), await typed_body(request, RetryBody)
    told = body.model_dump()
    return await send(request, visitor, RetryDeliveries(recovery_id=command_name(request, visitor.person_id), **told))


async def suppressed(request: Request) -> Response:
    """`GET /api/v1/suppressions`: who is sent no mail, and why."""
    require_role(request)
    found = await site_of(request).service.read(store.suppressed)
    items = [
        {
            "person_id": each.person_id,
            "reason": each.reason,
            "since": utc_text(each.since),
            "status": each.status,
            "delivery_id": each.delivery_id,
        }
        for each in found
    ]
    return JSONResponse({"items": items, "next": None})


async def lift(request: Request) -> Response:
    """`POST /api/v1/suppressions/{person_id}/lift`: this person is sent mail again."""
    visitor = require_role(request)
    return await send(request, visitor, LiftSuppression(person_id=request.path_params["person_id"]))
