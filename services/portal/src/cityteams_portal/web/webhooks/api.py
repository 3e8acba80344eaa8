"""`/api/v1/endpoints`: what an organisation's programs do with its webhook endpoints."""

import json
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Command
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    EndpointKind,
    PauseEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    ReviseEndpoint,
    TestEndpoint,
    Wanted,
)
from cityteams_contracts.values import Id, Line, OrganisationId
from cityteams_portal import paging
from cityteams_portal.domain.endpoint import Endpoint, Sending, SendingState
from cityteams_portal.store.webhooks import sendings
from cityteams_portal.web.api_asking import answered, command_name
from cityteams_portal.web.asking import ask, repeatable_id
from cityteams_portal.web.office.asked import number, one_of, words
from cityteams_portal.web.office.sending import Body, send, sent_before, typed_body
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, signed_in
from cityteams_portal.web.webhooks.own import own_endpoint, own_endpoints
from cityteams_portal.web.webhooks.sending import Fresh, public_keys, registration, rotation, unplaced

_ANY: TypeAdapter[Any] = TypeAdapter(Endpoint | Sending)


class EndpointBody(Body):
    """A new endpoint; the URL of a channel is one of Apprise, such as `slack://…`."""

    organisation_id: OrganisationId
    title: Line
    url: Annotated[str, Field(min_length=1, max_length=2000)]
    kind: EndpointKind = EndpointKind.WEBHOOK
    wanted: Wanted = Wanted()


class ReviseBody(Body):
    """How it is called, and what it wants from now on."""

    title: Line
    wanted: Wanted = Wanted()


class RotateBody(Body):
    """For how many hours the secret before signs as well."""

    overlap_hours: Annotated[int, Field(ge=0, le=168)] = 24


class ReplayBody(Body):
    """What is sent again: one delivery or event, what was heard in a span, or all that failed."""

    delivery_id: Id | None = None
    message_id: Id | None = None
    since: datetime | None = None
    until: datetime | None = None
    only_failed: bool = False


async def listed(request: Request) -> Response:
    """`GET /api/v1/endpoints`: those of one's organisations, or all for the secretariat."""
    found, _ = await own_endpoints(request, signed_in(request))
    return JSONResponse({"items": [_json(each) for each in found], "next": None})


async def one(request: Request) -> Response:
    """`GET /api/v1/endpoints/{id}`."""
    _, it = await own_endpoint(request)
    return JSONResponse(_json(it))


async def keys(request: Request) -> Response:
    """`GET /api/v1/endpoints/{id}/keys`: the public keys that verify the `v1a` signatures, the newest first."""
    visitor, it = await own_endpoint(request)
    return JSONResponse({"public_keys": list(await public_keys(request, visitor, it))})


async def deliveries(request: Request) -> Response:
    """`GET /api/v1/endpoints/{id}/deliveries`: what was sent, the latest first, with answer and next try."""
    _, it = await own_endpoint(request)
    asked = request.query_params
    states = one_of(SendingState, words(asked, "state")[:1], "state")
    limit, after = number(asked, "limit", 1, 200, 50) or 50, paging.place(asked.get("after"))
    found, place = await site_of(request).service.read(
        lambda tx: sendings(tx, it.endpoint_id, states[0] if states else None, after, limit)
    )
    return JSONResponse({"items": [_json(each) for each in found], "next": paging.cursor(place)})


async def register(request: Request) -> Response:
    """`POST /api/v1/endpoints`: the answer tells the secret, once; a repeated request does not."""
    visitor, body = signed_in(request), await typed_body(request, EndpointBody)
    if (before := await sent_before(request, visitor)) is not None:
        return before
    new = repeatable_id("endpoint", command_name(request, visitor.person_id))
    asked = unplaced(new, body.organisation_id, body.title, body.kind, body.wanted)
    return await _fresh(request, visitor, await registration(request, visitor, asked, body.url))


async def rotate(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/rotate`: a fresh secret, told once; the one before signs as well for a while."""
    (visitor, it), body = await own_endpoint(request), await typed_body(request, RotateBody)
    if (before := await sent_before(request, visitor)) is not None:
        return before
    return await _fresh(request, visitor, await rotation(request, visitor, it, body.overlap_hours))


async def _fresh(request: Request, visitor: Visitor, fresh: Fresh) -> Response:
    name = command_name(request, visitor.person_id)
    answer = await answered(request, await ask(site_of(request).service, fresh.command, name, visitor.person_id))
    if answer.status_code >= 300:
        return answer
    told = json.loads(bytes(answer.body)) | {"endpoint_id": fresh.command.endpoint_id}
    told |= {"secret": fresh.secret, "public_key": fresh.public_key}
    headers = {name: value for name, value in answer.headers.items() if name in ("location", "preference-applied")}
    return JSONResponse(told, answer.status_code, headers)


async def revise(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/revise`: another title, other events."""
    (visitor, it), body = await own_endpoint(request), await typed_body(request, ReviseBody)
    return await send(
        request, visitor, ReviseEndpoint(endpoint_id=it.endpoint_id, title=body.title, wanted=body.wanted)
    )


async def pause(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/pause`: events wait."""
    return await _plain(request, PauseEndpoint)


async def resume(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/resume`: events are sent again, those that wait first."""
    return await _plain(request, ResumeEndpoint)


async def delete(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/delete`: it is no more; its URL and secrets are destroyed."""
    return await _plain(request, DeleteEndpoint)


async def test(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/test`: sends a signed event of no meaning."""
    return await _plain(request, TestEndpoint)


async def replay(request: Request) -> Response:
    """`POST /api/v1/endpoints/{id}/replay`: sends again, under the same ids, at most 1,000 at once."""
    (visitor, it), body = await own_endpoint(request), await typed_body(request, ReplayBody)
    return await send(request, visitor, ReplayDeliveries(endpoint_id=it.endpoint_id, **body.model_dump()))


async def _plain(request: Request, kind: type[Command]) -> Response:
    visitor, it = await own_endpoint(request)
    return await send(request, visitor, kind.model_validate({"endpoint_id": it.endpoint_id}))


def _json(it: Endpoint | Sending) -> Any:
    return _ANY.dump_python(it, mode="json")
