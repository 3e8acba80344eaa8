"""`/api/v1/rounds` and `/api/v1/people`: seasons as data, and who is trusted with what."""

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    CloseRound,
    ErasePerson,
    GrantExtension,
    GrantRole,
    OpenRound,
    ProgrammeRole,
    RevokeRole,
    Round,
)
from cityteams_contracts.values import Instant, Line, OrganisationId, RoundId
from cityteams_portal import store
from cityteams_portal.complaints import Complained, Complaint, complaints
from cityteams_portal.web.office.api_register import give_contact
from cityteams_portal.web.office.api_worksheets import tagged
from cityteams_portal.web.office.rule_file import read_rule_file
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.office.told import season_json
from cityteams_portal.web.own_data import whole_export
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor, require_role, signed_in, visitor_of

_YAML = ("application/yaml", "application/x-yaml", "text/yaml")


class OpenBody(Body):
    """A round under its id; its version has to be higher than the one in force."""

    round_id: RoundId
    round: Round


class ExtensionBody(Body):
    """One organisation may hand in until later."""

    organisation_id: OrganisationId
    until: Instant


class RoleBody(Body):
    """A role in the whole programme."""

    role: ProgrammeRole


class ContactBody(Body):
    """Somebody by name and mail address."""

    name: Line
    mail: Line


async def listed(request: Request) -> Response:
    """`GET /api/v1/rounds`: without the rules, the latest opened first."""
    office = _is_office(visitor_of(request))
    found = await site_of(request).service.read(store.seasons)
    return JSONResponse({"items": [season_json(each, office=office, rules=False) for each in found]})


async def one(request: Request) -> Response:
    """`GET /api/v1/rounds/{id}`: sectors, rules, questions and deadlines."""
    round_id, office = request.path_params["round_id"], _is_office(visitor_of(request))
    found = await site_of(request).service.read(lambda tx: store.season(tx, round_id))
    if found is None:
        raise HTTPException(404)
    return tagged(request, season_json(found, office=office))


def _is_office(visitor: Visitor | None) -> bool:
    return visitor is not None and visitor.is_office


async def open_round(request: Request) -> Response:
    """`POST /api/v1/rounds`: JSON, or a rule file as YAML."""
    visitor = require_role(request, ProgrammeRole.ADMINISTRATOR)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() in _YAML:
        return await send(request, visitor, opening(await request.body()))
    body = await typed_body(request, OpenBody)
    return await send(request, visitor, OpenRound(round_id=body.round_id, round=body.round))


def opening(text: bytes) -> OpenRound:
    """The command that a rule file stands for; raises Complained with the places that are wrong."""
    try:
        told = read_rule_file(text)
        return OpenRound.model_validate({"round_id": told.pop("round", None), "round": told})
    except Rejected as no:
        raise Complained([Complaint(("file",), no.reason)]) from None
    except ValidationError as wrong:
        raise Complained(complaints(wrong)) from None


async def close_round(request: Request) -> Response:
    """`POST /api/v1/rounds/{id}/close`."""
    visitor = require_role(request, ProgrammeRole.ADMINISTRATOR)
    return await send(request, visitor, CloseRound(round_id=request.path_params["round_id"]))


async def extend(request: Request) -> Response:
    """`POST /api/v1/rounds/{id}/extensions`."""
    visitor, body = require_role(request), await typed_body(request, ExtensionBody)
    command = GrantExtension(
        round_id=request.path_params["round_id"], organisation_id=body.organisation_id, until=body.until
    )
    return await send(request, visitor, command)


async def know_person(request: Request) -> Response:
    """`POST /api/v1/people`: the id of somebody by mail address; given to registration privately."""
    require_role(request, ProgrammeRole.ADMINISTRATOR)
    body = await typed_body(request, ContactBody)
    return JSONResponse({"person_id": await give_contact(request, body.name, body.mail)})


async def grant(request: Request) -> Response:
    """`POST /api/v1/people/{id}/roles`."""
    visitor = require_role(request, ProgrammeRole.ADMINISTRATOR)
    body = await typed_body(request, RoleBody)
    return await send(request, visitor, GrantRole(person_id=_person(request), role=body.role))


async def revoke(request: Request) -> Response:
    """`POST /api/v1/people/{id}/roles/revoke`."""
    visitor = require_role(request, ProgrammeRole.ADMINISTRATOR)
    body = await typed_body(request, RoleBody)
    return await send(request, visitor, RevokeRole(person_id=_person(request), role=body.role))


async def erase(request: Request) -> Response:
    """`POST /api/v1/people/{id}/erase`: oneself, or an administrator; registration decides."""
    visitor = _self_or_administrator(request)
    return await send(request, visitor, ErasePerson(person_id=_person(request)))


async def export(request: Request) -> Response:
    """`GET /api/v1/people/{id}/export`: everything that is held on somebody, for themself or an administrator."""
    visitor = _self_or_administrator(request)
    told = await whole_export(site_of(request).service, _person(request), visitor.person_id)
    return JSONResponse(told, headers={"Content-Disposition": 'attachment; filename="my-data.json"'})


def _self_or_administrator(request: Request) -> Visitor:
    visitor = signed_in(request)
    if visitor.person_id != _person(request) and not visitor.has(ProgrammeRole.ADMINISTRATOR):
        raise NotYours
    return visitor


def _person(request: Request) -> str:
    return str(request.path_params["person_id"])
