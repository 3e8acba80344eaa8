"""What other systems ask for under /api/v1: one command each, answered 202 at once or by its outcome after a wait."""

from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Command
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_contracts.registration import WithdrawWorksheet
from cityteams_contracts.values import PersonId
from cityteams_portal.complaints import Complained, complaints
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.web.api import command_json, wait_of
from cityteams_portal.web.asking import answer_to, ask, hand_in, new_id, repeatable_id
from cityteams_portal.web.bodies import json_body
from cityteams_portal.web.problems import rejection
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role, signed_in
from cityteams_portal.worksheet_row import WorksheetRow

M = TypeVar("M", bound=BaseModel)


async def submit_worksheet(request: Request) -> Response:
    """`POST /api/v1/worksheets`: one row of an import file; from whoever is signed in, or the secretariat."""
    actor = signed_in(request).person_id
    row, name = checked(WorksheetRow, await json_body(request)), command_name(request, actor)
    fresh = partial(repeatable_id, "worksheet", name)
    return await answered(request, await hand_in(site_of(request).service, row, actor, lambda _: name, fresh))


async def withdraw_worksheet(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/withdraw`: the team lead, or the secretariat; registration knows who that is."""
    return await _ask(request, WithdrawWorksheet, signed_in(request), _named(request, "worksheet_id"))


async def answer_invitation(request: Request) -> Response:
    """`POST /api/v1/invitations`: the invited, or the secretariat; clusters knows who that is."""
    return await _ask(request, AnswerInvitation, signed_in(request))


async def hold_gathering(request: Request) -> Response:
    """`POST /api/v1/gatherings`: the secretariat."""
    return await _ask(request, HoldGathering, require_role(request))


async def release_agenda(request: Request) -> Response:
    """`POST /api/v1/gatherings/{id}/release`: the secretariat."""
    return await _ask(request, ReleaseAgenda, require_role(request), _named(request, "gathering_id"))


def _named(request: Request, field: str) -> dict[str, Any]:
    return {field: request.path_params[field]}


async def _ask(
    request: Request, kind: type[Command], visitor: Visitor, given: dict[str, Any] | None = None
) -> Response:
    actor = visitor.person_id
    command = checked(kind, given if given is not None else await json_body(request))
    return await answered(request, await ask(site_of(request).service, command, command_name(request, actor), actor))


def command_name(request: Request, actor: PersonId) -> str:
    """The command's id: from who asks and the Idempotency-Key, so that a repeated request is one command; else new."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return new_id()
    if not 1 <= len(key) <= 255:
        raise HTTPException(400, "An Idempotency-Key has 1 to 255 characters; shorten it.")
    return repeatable_id(request.url.path, actor, key)


async def answered(request: Request, command_id: str) -> Response:
    """What became of a command, as far as the caller prefers to wait."""
    wait = wait_of(request)
    answer = await answer_to(site_of(request).service, command_id, wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return rejection(answer.code or "rejected", answer.reason or "", answer.field)
    headers = {"Location": f"/api/v1/commands/{command_id}"}
    if wait:
        headers["Preference-Applied"] = f"wait={wait:g}"
    return JSONResponse(command_json(command_id, answer), 202 if answer is None else 200, headers)


def checked(kind: type[M], given: object) -> M:
    """The value, or Complained with every field that is not right."""
    try:
        return kind.model_validate(given)
    except ValidationError as wrong:
        raise Complained(complaints(wrong)) from None
