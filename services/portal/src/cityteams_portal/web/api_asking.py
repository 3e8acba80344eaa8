"""What other systems ask for under /api/v1: one command each, answered 202 at once or by its outcome after a wait."""

import json
from secrets import compare_digest
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Command
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_contracts.registration import AcceptWorksheet, WithdrawWorksheet
from cityteams_portal.complaints import Complained, Complaint, complaints
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.web.api import command_json, wait_of
from cityteams_portal.web.asking import answer_to, ask, hand_in, new_id, repeatable_id
from cityteams_portal.web.problems import problem, rejection
from cityteams_portal.web.site import site_of
from cityteams_portal.worksheet_row import WorksheetRow

M = TypeVar("M", bound=BaseModel)


async def submit_worksheet(request: Request) -> Response:
    """`POST /api/v1/worksheets`: one row of an import file."""
    row, name = _checked(WorksheetRow, await _body(request)), _name(request)
    sent = await hand_in(site_of(request).service, row, lambda _: name, lambda: repeatable_id("worksheet", name))
    return await _answered(request, sent)


async def accept_worksheet(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/accept`: the secretariat."""
    return await _secretariat(request, AcceptWorksheet, {"worksheet_id": request.path_params["worksheet_id"]})


async def withdraw_worksheet(request: Request) -> Response:
    """`POST /api/v1/worksheets/{id}/withdraw`: the secretariat, for the team lead."""
    return await _secretariat(request, WithdrawWorksheet, {"worksheet_id": request.path_params["worksheet_id"]})


async def answer_invitation(request: Request) -> Response:
    """`POST /api/v1/invitations`: the secretariat, for the invited."""
    return await _secretariat(request, AnswerInvitation)


async def hold_gathering(request: Request) -> Response:
    """`POST /api/v1/gatherings`: the secretariat."""
    return await _secretariat(request, HoldGathering)


async def release_agenda(request: Request) -> Response:
    """`POST /api/v1/gatherings/{id}/release`: the secretariat."""
    return await _secretariat(request, ReleaseAgenda, {"gathering_id": request.path_params["gathering_id"]})


async def _secretariat(request: Request, kind: type[Command], given: dict[str, Any] | None = None) -> Response:
    if refused := _closed(request):
        return refused
    command = _checked(kind, given if given is not None else await _body(request))
    return await _answered(request, await ask(site_of(request).service, command, _name(request)))


def _name(request: Request) -> str:
    """The command's id: from the Idempotency-Key, so that a repeated request is one command; else a new one."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return new_id()
    if not 1 <= len(key) <= 255:
        raise HTTPException(400, "An Idempotency-Key has 1 to 255 characters; shorten it.")
    return repeatable_id(request.url.path, key)


def _closed(request: Request) -> Response | None:
    token = site_of(request).settings.api_token
    if token is None or not token.get_secret_value():
        remedy = "This portal has no token for the secretariat; set CITYTEAMS_API_TOKEN and start it again."
        return problem(403, "the-secretariat-has-no-token", remedy)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    wanted = token.get_secret_value().encode()
    if scheme.lower() == "bearer" and compare_digest(given.strip().encode("utf-8", "replace"), wanted):
        return None
    remedy = "Send the header “Authorization: Bearer” with the secretariat's token."
    return problem(401, "the-token-is-missing-or-wrong", remedy, headers={"WWW-Authenticate": "Bearer"})


async def _answered(request: Request, command_id: str) -> Response:
    wait = wait_of(request)
    answer = await answer_to(site_of(request).service, command_id, wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return rejection(answer.code or "rejected", answer.reason or "", answer.field)
    headers = {"Location": f"/api/v1/commands/{command_id}"}
    if wait:
        headers["Preference-Applied"] = f"wait={wait:g}"
    return JSONResponse(command_json(command_id, answer), 202 if answer is None else 200, headers)


def _checked(kind: type[M], given: object) -> M:
    try:
        return kind.model_validate(given)
    except ValidationError as wrong:
        raise Complained(complaints(wrong)) from None


async def _body(request: Request) -> object:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send the body as JSON, with the header “Content-Type: application/json”.")
    try:
        return json.loads(await request.body(), object_pairs_hook=_pairs, parse_constant=_no_constant)
    except RecursionError:
        raise HTTPException(400, "The JSON is nested too deeply; make it flatter.") from None
    except ValueError as wrong:
        raise HTTPException(400, f"The body is not JSON: {wrong}. Correct it.") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Complained([Complaint((twice,), "is there twice; remove one")])
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")
