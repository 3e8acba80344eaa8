"""My drafts and worksheets, co-editors, and what the public will see of a draft."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Transient
from cityteams_contracts import Rejected
from cityteams_contracts.registration import FIELDS, Audience, DraftRead, ShareDraft
from cityteams_portal.complaints import Complaint
from cityteams_portal.domain.worksheet import RoundState, Worksheet
from cityteams_portal.store.mine import led_by
from cityteams_portal.web.guard import token_matches
from cityteams_portal.web.site import show, site_of, why
from cityteams_portal.web.visitor import Visitor, signed_in
from cityteams_portal.web.worksheets.desk import drop_draft, list_drafts, read_draft, share_draft
from cityteams_portal.web.worksheets.editor import STALE
from cityteams_portal.web.worksheets.page import Turn, editor, opened, sectors_of
from cityteams_portal.worksheets.labels import LABELS, STATES
from cityteams_portal.worksheets.reading import as_lines

NOT_SENT = "The invitation was not sent"
INCOMPLETE = "Give a name and a mail address."


async def mine(request: Request) -> Response:
    """My drafts, and the worksheets that I lead with how far each has come."""
    visitor, service = signed_in(request), site_of(request).service
    away = False
    try:
        drafts = await list_drafts(service, visitor.person_id)
    except Transient:
        drafts, away = (), True
    led = await service.read(lambda tx: led_by(tx, visitor.person_id))
    entered = {each.worksheet_id for each in led}
    return show(
        request,
        "worksheets/mine.html",
        drafts=[each for each in drafts if each.worksheet_id not in entered],
        editable={each.worksheet_id for each in drafts},
        led=[(each, due_round(each)) for each in led],
        states=STATES,
        away=away,
        me=visitor.person_id,
    )


def due_round(worksheet: Worksheet) -> str | None:
    """The round that waits for a supplement of this worksheet."""
    due = [each.round_id for each in worksheet.rounds if each.state is RoundState.SUPPLEMENT_DUE]
    return due[-1] if due else None


async def share(request: Request) -> Response:
    """Invites a co-editor by mail address."""
    visitor, service = signed_in(request), site_of(request).service
    draft = await _draft(request, visitor)
    async with request.form(max_files=0, max_fields=10) as sent:
        texts = {name: value.strip() for name, value in sent.multi_items() if isinstance(value, str)}
    it = await opened(request, draft, visitor)
    if not token_matches(request, texts.get("form_token", "")):
        return await editor(request, it, Turn(found=[Complaint((), STALE)], status=403))
    try:
        await share_draft(service, _invitation(draft, visitor, texts))
    except (Rejected, ValueError) as no:
        found = [Complaint((), why(request, no) if isinstance(no, Rejected) else INCOMPLETE)]
        return await editor(request, it, Turn(found=found, problem=NOT_SENT, status=422))
    return RedirectResponse(f"/worksheets/{draft.draft_id}/edit", 303)


def _invitation(draft: DraftRead, visitor: Visitor, texts: dict[str, str]) -> ShareDraft:
    name, mail = texts.get("name", ""), texts.get("mail", "")
    return ShareDraft(draft_id=draft.draft_id, actor=visitor.person_id, name=name or mail, mail=mail)


async def drop(request: Request) -> Response:
    """Throws a draft away."""
    visitor = signed_in(request)
    draft = await _draft(request, visitor)
    async with request.form(max_files=0, max_fields=10) as sent:
        token = sent.get("form_token", "")
    if not token_matches(request, token if isinstance(token, str) else ""):
        it = await opened(request, draft, visitor)
        return await editor(request, it, Turn(found=[Complaint((), STALE)], status=403))
    await drop_draft(site_of(request).service, draft.draft_id, visitor.person_id)
    return RedirectResponse("/worksheets", 303)


async def preview(request: Request) -> Response:
    """What the public will see of the draft, and what it will not."""
    visitor = signed_in(request)
    draft = await _draft(request, visitor)
    it = await opened(request, draft, visitor)
    tongue = site_of(request).pages.tongue
    public = [each for each in FIELDS if each.audience is Audience.PUBLIC]
    shown = [(each.name, as_lines(each, it.typed.get(each.name), tongue)) for each in public]
    sector = sectors_of(it.season, tongue).get(str(it.typed.get("sector")), "")
    hidden = [each.name for each in FIELDS if each not in public]
    return show(
        request,
        "worksheets/preview.html",
        draft=draft,
        shown=[(name, [sector] if name == "sector" and sector else lines) for name, lines in shown if lines],
        hidden=hidden,
        labels=LABELS,
    )


async def _draft(request: Request, visitor: Visitor) -> DraftRead:
    return await read_draft(site_of(request).service, request.path_params["draft_id"], visitor.person_id)
