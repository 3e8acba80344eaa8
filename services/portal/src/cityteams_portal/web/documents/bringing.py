"""A workbook comes back: what it would change is shown field by field; then it goes into the draft, or is handed in."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_contracts import Rejected
from cityteams_contracts.registration import FIELDS, DraftRead
from cityteams_portal.complaints import Complained, Complaint
from cityteams_portal.documents.layout import SheetRead, changes
from cityteams_portal.documents.upload import Unfit
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.tongues import Tongue
from cityteams_portal.web.api_asking import answered, command_name
from cityteams_portal.web.asking import answer_to, hand_in, new_id, repeatable_id
from cityteams_portal.web.documents.sheets import typed_in
from cityteams_portal.web.documents.uploading import XLSX, Sent, read_sheet, sent
from cityteams_portal.web.guard import form_token, keep_token, token_matches
from cityteams_portal.web.problems import problem
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import NotYours, Visitor, require_role, signed_in
from cityteams_portal.web.worksheets.desk import read_draft
from cityteams_portal.web.worksheets.page import new_draft
from cityteams_portal.web.worksheets.posted import is_id
from cityteams_portal.web.worksheets.saving import Typing, keep
from cityteams_portal.worksheets.editing import as_sentence
from cityteams_portal.worksheets.filing import file_draft
from cityteams_portal.worksheets.labels import LABELS
from cityteams_portal.worksheets.reading import as_lines

STALE = "This page was open too long or was changed on the way. Send the file again."
CLASH = "Somebody else changed these fields meanwhile. Look at them again; nothing of either is lost."


@dataclass(frozen=True)
class Change:
    """A field that the workbook says differently, as lines to read."""

    label: str
    before: list[str]
    after: list[str]


async def bring(request: Request) -> Response:
    """`GET /worksheets/{id}/sheet`: the form for the file."""
    draft = await _draft(request, signed_in(request))
    return _upload(request, draft)


async def review(request: Request) -> Response:
    """`POST /worksheets/{id}/sheet`: what the file would change; nothing is kept yet."""
    visitor = signed_in(request)
    draft = await _draft(request, visitor)
    try:
        form = await sent(request)
        if not token_matches(request, form.token):
            return _upload(request, draft, [Complaint((), STALE)], 403)
        sheet = await asyncio.to_thread(read_sheet, form.data)
        _require_same(sheet, draft)
    except Unfit as no:
        return _upload(request, draft, [Complaint((), no.reason)], 422)
    except Complained as wrong:
        return _upload(request, draft, wrong.found, 422)
    return _review(request, visitor, draft, changes(typed_in(draft), sheet.typed))


async def take(request: Request) -> Response:
    """`POST /worksheets/{id}/sheet/take`: what was reviewed goes into the draft, or is handed in at once."""
    visitor = signed_in(request)
    draft = await _draft(request, visitor)
    try:
        form = await sent(request)
    except Unfit as no:
        return _upload(request, draft, [Complaint((), no.reason)], 422)
    if not token_matches(request, form.token):
        return _upload(request, draft, [Complaint((), STALE)], 403)
    typed = form.changes()
    if form.texts.get("do") == "hand-in" and visitor.is_office:
        return await _at_once(request, visitor, draft, typed)
    return await _into_draft(request, visitor, draft, form) if typed else _back(draft)


def _back(draft: DraftRead) -> Response:
    return RedirectResponse(f"/worksheets/{draft.draft_id}/edit", 303)


async def _into_draft(request: Request, visitor: Visitor, draft: DraftRead, form: Sent) -> Response:
    site, typed = site_of(request), form.changes()
    kept = await keep(
        site.service,
        Typing(
            draft_id=draft.draft_id,
            actor=visitor.person_id,
            revision=form.revision,
            changes=typed,
            round_id=draft.round_id,
            device=new_id(),  # a file was filled elsewhere: even one's own later words are not overwritten by it
        ),
    )
    conflicts = {each.field for each in kept.answer.conflicts} if kept.answer else set()
    unkept = conflicts | {str(each.path[0]) for each in kept.found if each.path}
    left = {name: value for name, value in typed.items() if name in unkept}
    if not left:
        return _back(draft)
    now = await read_draft(site.service, draft.draft_id, visitor.person_id)
    found = [*kept.found, *([Complaint((), CLASH)] if conflicts else [])]
    return _review(request, visitor, now, left, found, 409 if conflicts else 422)


async def _at_once(request: Request, visitor: Visitor, draft: DraftRead, typed: Mapping[str, Any]) -> Response:
    site, whole = site_of(request), typed_in(draft) | dict(typed)
    try:
        row = file_draft(draft.worksheet_id, draft.round_id, whole)
        name = repeatable_id("sheet", draft.worksheet_id, json.dumps(whole, sort_keys=True))
        command_id = await hand_in(site.service, row, visitor.person_id, lambda _: name)
    except Complained as wrong:
        return _review(request, visitor, draft, typed, wrong.found, 422)
    except Rejected as no:
        return _review(request, visitor, draft, typed, [Complaint((), no.reason)], 422)
    answer = await answer_to(site.service, command_id, site.settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return _review(request, visitor, draft, typed, [Complaint((), answer.reason or "")], 422)
    return RedirectResponse(f"/commands/{command_id}", 303)


async def api_file(request: Request) -> Response:
    """`POST /api/v1/worksheets/sheet`: the secretariat files a worksheet that came by mail as a workbook."""
    visitor, site = require_role(request), site_of(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != XLSX:
        raise HTTPException(415, f"Send the workbook itself, with the header “Content-Type: {XLSX}”.")
    try:
        sheet = await asyncio.to_thread(read_sheet, await request.body())
    except Unfit as no:
        return problem(422, no.code, no.reason)
    name = command_name(request, visitor.person_id)
    worksheet_id = sheet.worksheet_id if is_id(sheet.worksheet_id) else repeatable_id("worksheet", name)
    round_id = sheet.round_id if is_id(sheet.round_id) else site.settings.round_id
    row = file_draft(worksheet_id, round_id, sheet.typed)
    return await answered(request, await hand_in(site.service, row, visitor.person_id, lambda _: name))


async def _draft(request: Request, visitor: Visitor) -> DraftRead:
    """The draft; under an address of its own a new one, for a worksheet that nobody has begun."""
    wanted = request.path_params["worksheet_id"]
    if wanted == "new":
        return new_draft(new_id(), site_of(request).settings.round_id, visitor)
    if not is_id(wanted):
        raise NotYours
    try:
        return await read_draft(site_of(request).service, wanted, visitor.person_id)
    except NotYours:
        if request.query_params.get("new") == "1":
            return new_draft(wanted, site_of(request).settings.round_id, visitor)
        raise


def _require_same(sheet: SheetRead, draft: DraftRead) -> None:
    if sheet.worksheet_id and draft.revision and sheet.worksheet_id != draft.worksheet_id:
        why = "This file was made for another worksheet. Open that one, or copy the answers into the file of this one."
        raise Unfit("the-file-is-of-another-worksheet", why)


def _upload(request: Request, draft: DraftRead, found: Sequence[Complaint] = (), status: int = 200) -> Response:
    token, tongue = form_token(request), site_of(request).pages.tongue
    page = show(
        request,
        "documents/sheet.html",
        status,
        draft=draft,
        form_token=token,
        errors=[(" ".join(map(str, each.path)), as_sentence(each, tongue)) for each in found],
    )
    keep_token(request, page, token)
    return page


def _review(
    request: Request,
    visitor: Visitor,
    draft: DraftRead,
    after: Mapping[str, Any],
    found: Sequence[Complaint] = (),
    status: int = 200,
) -> Response:
    token, tongue = form_token(request), site_of(request).pages.tongue
    page = show(
        request,
        "documents/review.html",
        status,
        draft=draft,
        form_token=token,
        changes=_differences(typed_in(draft), after, tongue),
        carried=json.dumps(dict(after), ensure_ascii=True),
        office=visitor.is_office,
        errors=[(" ".join(map(str, each.path)), as_sentence(each, tongue)) for each in found],
    )
    keep_token(request, page, token)
    return page


def _differences(before: Mapping[str, Any], after: Mapping[str, Any], tongue: Tongue) -> list[Change]:
    return [
        Change(
            tongue(LABELS[each.name]),
            as_lines(each, before.get(each.name), tongue),
            as_lines(each, after[each.name], tongue),
        )
        for each in FIELDS
        if each.name in after
    ]
