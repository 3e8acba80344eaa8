"""The draft editor without scripts: every post saves what it can, and shows what it could not at its field."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Transient
from cityteams_contracts import Rejected
from cityteams_contracts.registration import DraftRead, FieldConflict
from cityteams_portal.complaints import Complaint, path_of
from cityteams_portal.web.asking import new_id
from cityteams_portal.web.guard import token_matches
from cityteams_portal.web.site import site_of, why
from cityteams_portal.web.visitor import NotYours, Visitor, signed_in
from cityteams_portal.web.worksheets.beginning import draft_of
from cityteams_portal.web.worksheets.desk import read_draft
from cityteams_portal.web.worksheets.handing_in import hand_in_draft
from cityteams_portal.web.worksheets.page import Turn, editor, new_draft, opened
from cityteams_portal.web.worksheets.posted import Posted, is_id, read_post
from cityteams_portal.web.worksheets.saving import Kept, Typing, keep
from cityteams_portal.worksheets.typed import Typed

AWAY = "Registration does not answer at the moment. Your text is still here; save it again in a minute."
STALE = "This page was open too long or was changed on the way. Your text is still here; save it again."


async def new(request: Request) -> Response:
    """An empty form; the draft begins when it is saved for the first time. `?id=` goes on with a form never saved."""
    visitor, given = signed_in(request), request.query_params.get("id", "")
    draft_id = given if is_id(given) else new_id()
    asked = request.query_params.get("round", "")
    round_id = asked if is_id(asked) else site_of(request).settings.round_id
    draft = new_draft(draft_id, round_id, visitor, site_of(request).pages.tongue.tag)
    return await editor(request, await opened(request, draft, visitor))


async def show_draft(request: Request) -> Response:
    """A draft that is there, or that the team of a returned worksheet begins; others' look like none."""
    visitor = signed_in(request)
    draft = await draft_of(request, _draft_id(request), visitor)
    return await editor(request, await opened(request, draft, visitor))


async def save(request: Request) -> Response:
    """Saves the form, then does what its button says: another row, a row less, handing in."""
    visitor, posted = signed_in(request), await read_post(request)
    if not token_matches(request, posted.token):
        return await _again(request, visitor, posted, STALE, 403)
    try:
        kept = await keep(site_of(request).service, _typing(request, visitor, posted))
        return await _after(request, visitor, posted, kept)
    except Transient:
        return await _again(request, visitor, posted, AWAY, 503)
    except Rejected as no:
        return await _again(request, visitor, posted, why(request, no), 422, no.field)


def _typing(request: Request, visitor: Visitor, posted: Posted) -> Typing:
    return Typing(
        draft_id=_draft_id(request),
        actor=visitor.person_id,
        revision=posted.revision,
        changes=posted.changes if posted.revision else _begun(posted),
        round_id=posted.round_id if is_id(posted.round_id) else site_of(request).settings.round_id,
        device=new_id(),
    )


def _begun(posted: Posted) -> Typed:
    """The first save keeps the language that the page proposed, so that there is a draft whatever else is wrong."""
    return {"language": posted.typed.get("language", "")} | posted.changes


def _draft_id(request: Request) -> str:
    draft_id = str(request.path_params["draft_id"])
    if not is_id(draft_id):
        raise HTTPException(404)
    return draft_id


async def _after(request: Request, visitor: Visitor, posted: Posted, kept: Kept) -> Response:
    draft = await read_draft(site_of(request).service, _draft_id(request), visitor.person_id)
    conflicts = [*(kept.answer.conflicts if kept.answer else ()), *_unsettled(posted, draft)]
    names = {each.field for each in conflicts} | {str(each.path[0]) for each in kept.found}
    turn = Turn(
        over={name: value for name, value in posted.typed.items() if name in names},
        found=kept.found,
        conflicts=conflicts,
        more=posted.place if posted.do == "add" else "",
        status=409 if conflicts else 422 if kept.found else 200,
    )
    it = await opened(request, draft, visitor)
    if posted.do == "hand-in" and not names:
        return await hand_in_draft(request, it)
    if names or posted.do in ("add", "remove"):
        return await editor(request, it, turn)
    return RedirectResponse(f"/worksheets/{draft.draft_id}/edit", 303)


def _unsettled(posted: Posted, draft: DraftRead) -> list[FieldConflict]:
    """Conflicts that were shown and not decided; they are shown again, and nothing is overwritten."""
    return [
        FieldConflict(
            field=name, yours=posted.typed.get(name), theirs=it.value, by=it.by, at=it.at, revision=it.revision
        )
        for name, it in draft.fields.items()
        if name in posted.open_conflicts
    ]


async def _again(
    request: Request, visitor: Visitor, posted: Posted, reason: str, status: int, field: str | None = None
) -> Response:
    """The page with everything as it was typed, and why it could not be saved."""
    draft_id, service = _draft_id(request), site_of(request).service
    try:
        draft = await read_draft(service, draft_id, visitor.person_id)
    except NotYours:
        if posted.revision:
            raise
        draft = new_draft(draft_id, posted.round_id, visitor)
    except Transient:
        draft = new_draft(draft_id, posted.round_id, visitor)
    draft = draft.model_copy(update={"revision": posted.revision})  # what came after it is still a conflict
    turn = Turn(over=posted.typed, found=[Complaint(path_of(field), reason)], status=status)
    it = await opened(request, draft, visitor)
    return await editor(request, it, turn)
