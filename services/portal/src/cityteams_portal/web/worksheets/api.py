"""Drafts under /api/v1: what the editor's script speaks, and any program that somebody signed in with."""

import json
import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts.registration import CheckResult, FieldConflict, ShareDraft
from cityteams_portal.complaints import Complained, Complaint, complaints
from cityteams_portal.tongues import Tongue
from cityteams_portal.web.bodies import json_body
from cityteams_portal.web.problems import problem
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import signed_in
from cityteams_portal.web.worksheets.desk import drop_draft, list_drafts, names_of, read_draft, share_draft
from cityteams_portal.web.worksheets.handing_in import send
from cityteams_portal.web.worksheets.page import opened
from cityteams_portal.web.worksheets.posted import is_id
from cityteams_portal.web.worksheets.saving import Kept, Typing, keep
from cityteams_portal.worksheets.editing import place_on_page

_REVISION = re.compile(r'^(?:W/)?"?(\d{1,9})"?$')
_MOST_CHANGES = 80


async def drafts(request: Request) -> Response:
    """`GET /api/v1/drafts`: those that whoever is signed in may write in."""
    found = await list_drafts(site_of(request).service, signed_in(request).person_id)
    return JSONResponse({"items": [each.model_dump(mode="json") for each in found]})


async def draft(request: Request) -> Response:
    """`GET /api/v1/drafts/{id}`: field by field; 304 when nothing changed since the revision in If-None-Match."""
    found = await read_draft(site_of(request).service, _draft_id(request), signed_in(request).person_id)
    if request.headers.get("if-none-match", "").strip() == _tag(found.revision):
        return Response(status_code=304, headers={"ETag": _tag(found.revision)})
    body = found.model_dump(mode="json") | {"checklist": _checks(found.checklist, site_of(request).pages.tongue)}
    return JSONResponse(body, headers={"ETag": _tag(found.revision)})


async def save(request: Request) -> Response:
    """`PATCH /api/v1/drafts/{id}` with If-Match: saves the fields that it can, and tells about each of the others."""
    actor, draft_id, revision = signed_in(request).person_id, _draft_id(request), _if_match(request)
    body = await json_body(request)
    changes = _changes(body)
    if len(changes) > _MOST_CHANGES:
        text = "has more than {max_length} entries; leave some out"
        raise Complained([Complaint.of(("changes",), text, max_length=_MOST_CHANGES)])
    typing = Typing(
        draft_id=draft_id,
        actor=actor,
        revision=revision,
        changes=changes,
        round_id=_name(body, "round_id") or site_of(request).settings.round_id,
        device=_name(body, "device"),
        turn=_turn(body),
    )
    kept = await keep(site_of(request).service, typing)
    names = await _names(request, kept, actor)
    return _kept(kept, revision, names, site_of(request).pages.tongue)


def _turn(body: object) -> int:
    """The number of this save among those of its window; 0 when it does not count them."""
    given = body.get("turn") if isinstance(body, dict) else None
    return given if isinstance(given, int) and 0 <= given < 2**31 else 0


async def _names(request: Request, kept: Kept, actor: str) -> dict[str, str]:
    people = [each.by for each in kept.answer.conflicts] if kept.answer else []
    return await names_of(site_of(request).service, people, actor, "who changed a field meanwhile") if people else {}


async def share(request: Request) -> Response:
    """`POST /api/v1/drafts/{id}/share`: the owner invites `{name, mail}`."""
    actor, body = signed_in(request).person_id, await json_body(request)
    given = body if isinstance(body, dict) else {}
    try:
        asked = ShareDraft.model_validate({**given, "draft_id": _draft_id(request), "actor": actor})
    except ValidationError as wrong:
        raise Complained(complaints(wrong)) from None
    await share_draft(site_of(request).service, asked)
    return JSONResponse({"done": True})


async def drop(request: Request) -> Response:
    """`DELETE /api/v1/drafts/{id}`: the owner throws it away."""
    await drop_draft(site_of(request).service, _draft_id(request), signed_in(request).person_id)
    return Response(status_code=204)


async def hand_in(request: Request) -> Response:
    """`POST /api/v1/drafts/{id}/hand-in`: the same as the button of the page."""
    visitor, service = signed_in(request), site_of(request).service
    it = await opened(request, await read_draft(service, _draft_id(request), visitor.person_id), visitor)
    command_id = await send(service, it, site_of(request).pages.tongue)
    headers = {"Location": f"/api/v1/commands/{command_id}"}
    return JSONResponse({"command_id": command_id, "state": "waiting"}, 202, headers)


def _kept(kept: Kept, revision: int, names: dict[str, str], tongue: Tongue) -> Response:
    answer = kept.answer
    told: dict[str, Any] = {"revision": revision, "saved": [], "conflicts": [], "checklist": []}
    if answer is not None:
        told = answer.model_dump(mode="json", exclude={"refused"})
        told["checklist"] = _checks(answer.checklist, tongue)
        told["conflicts"] = [_conflict(each, names) for each in answer.conflicts]
    headers = {"ETag": _tag(told["revision"])}
    if told["conflicts"]:
        why = "Somebody else changed these fields meanwhile; the others are saved. Choose which text stays."
        return _with(problem(412, "somebody-else-changed-it", why, kept.found, headers), told)
    if kept.found:
        why = "These fields could not be saved; the others are."
        return _with(problem(422, "a-field-is-not-right", why, kept.found, headers), told | _said(kept.found, tongue))
    return JSONResponse(told, headers=headers)


def _with(response: Response, more: dict[str, Any]) -> Response:
    """Problem Details with extension members."""
    body = json.loads(bytes(response.body)) | more
    headers = {"ETag": response.headers["ETag"]}
    return JSONResponse(body, response.status_code, headers, media_type="application/problem+json")


def _said(found: Sequence[Complaint], tongue: Tongue) -> dict[str, Any]:
    return {"fields": {place_on_page(each).partition("-")[0]: each.said(tongue) for each in found}}


def _conflict(each: FieldConflict, names: dict[str, str]) -> dict[str, Any]:
    return each.model_dump(mode="json") | {"name": names.get(each.by, "")}


def _checks(checklist: Sequence[CheckResult], tongue: Tongue) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") | {"sentence": tongue.chosen(each.sentence)} for each in checklist]


def _tag(revision: int) -> str:
    return f'"{revision}"'


def _if_match(request: Request) -> int:
    given = request.headers.get("if-match")
    if given is None:
        raise HTTPException(428, "Send the header If-Match with the revision that you typed upon; 0 begins a draft.")
    found = _REVISION.match(given.strip())
    if found is None:
        raise HTTPException(400, 'If-Match must hold the revision of the draft, such as "7".')
    return int(found[1])


def _draft_id(request: Request) -> str:
    draft_id = str(request.path_params["draft_id"])
    if not is_id(draft_id):
        raise HTTPException(404)
    return draft_id


def _changes(body: object) -> dict[str, Any]:
    value = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(value, dict):
        raise Complained(
            [Complaint(("changes",), "must be an object that gives fields of the worksheet by their names")]
        )
    return value


def _name(body: object, name: str) -> str | None:
    value = body.get(name) if isinstance(body, dict) else None
    return value if isinstance(value, str) and is_id(value) else None
