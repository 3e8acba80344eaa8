"""The worksheet form. It works without scripts, tells every error at its field and keeps what was typed."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Transient
from cityteams_portal.complaints import Complained, Complaint, path_of
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.domain.words import KINDS, RESOURCES, SECTORS
from cityteams_portal.web.asking import answer_to, hand_in, new_id, repeatable_id
from cityteams_portal.web.guard import form_token, keep_token, token_matches
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import signed_in
from cityteams_portal.worksheet_form import PARTNERS, WorksheetForm
from cityteams_portal.worksheet_row import WorksheetRow

_AWAY = (
    "Registration does not answer at the moment. Nothing was sent, your text is still here: send it again in a minute."
)
_STALE = "This page was open too long or was changed on the way. Your text is still here: send it again."


async def new_worksheet(request: Request) -> Response:
    """An empty form."""
    signed_in(request)
    return _show(request, WorksheetForm.empty(new_id()))


async def submit_worksheet(request: Request) -> Response:
    """Takes the form, sends the command, and shows the answer if it comes in time."""
    site = site_of(request)
    signed_in(request)
    async with request.form(max_files=0, max_fields=200) as sent:
        form = _typed(sent)
        known = token_matches(request, _text(sent, "form_token"))
    if not known:
        return _show(request, form.with_complaints([Complaint((), _STALE)]), 403)
    row = form.row(site.settings.round_id)
    if isinstance(row, WorksheetForm):
        return _show(request, row, 422)
    try:
        return await _hand_in(request, form, row)
    except Complained as wrong:
        return _show(request, form.with_complaints(wrong.found), 422)
    except Transient:
        return _show(request, form.with_complaints([Complaint((), _AWAY)]), 503)


async def _hand_in(request: Request, form: WorksheetForm, row: WorksheetRow) -> Response:
    site, actor = site_of(request), signed_in(request).person_id
    command_id = await hand_in(site.service, row, actor, lambda body: repeatable_id("form", actor, body))
    answer = await answer_to(site.service, command_id, site.settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return _show(request, form.with_complaints([Complaint(path_of(answer.field), answer.reason or "")]), 422)
    return RedirectResponse(f"/commands/{command_id}", 303)


def _typed(sent: FormData) -> WorksheetForm:
    texts = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
    ticked = {name: [str(value) for value in sent.getlist(name)] for name in ("needs", "offers")}
    return WorksheetForm.typed(texts, ticked)


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


def _show(request: Request, form: WorksheetForm, status: int = 200) -> Response:
    token = form_token(request)
    words = {"sectors": SECTORS, "kinds": KINDS, "resources": RESOURCES, "partners": PARTNERS}
    page = show(request, "worksheet.html", status, form=form, form_token=token, **words)
    keep_token(request, page, token)
    return page
