"""Everything that is held on oneself, as a file; and being forgotten. Plain forms, no scripts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from cityteams_chassis import Service
from cityteams_contracts.registration import PERSON_EXPORT, ErasePerson, ExportPerson, PersonExported
from cityteams_contracts.values import PersonId
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.store import sessions_of
from cityteams_portal.web.account import end_all, forget_browser
from cityteams_portal.web.asking import answer_to, ask, repeatable_id
from cityteams_portal.web.guard import form_token, keep_token, token_matches
from cityteams_portal.web.sign_in import typed
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import NotYours, signed_in

UNSURE = "Tick the box first: what is erased cannot be brought back."


async def own_data(request: Request) -> Response:
    """`GET /account/data`: everything that is held on whoever asks, as a file; nobody else's can be asked for here."""
    visitor, service = signed_in(request), site_of(request).service
    told = await whole_export(service, visitor.person_id, visitor.person_id)
    sessions = await service.read(lambda tx: sessions_of(tx, visitor.person_id))
    told["sections"]["sessions"] = [
        {"browser": each.browser, "began_at": each.began_at.isoformat(), "seen_at": each.seen_at.isoformat()}
        for each in sessions
    ]
    return JSONResponse(told, headers={"Content-Disposition": 'attachment; filename="my-data.json"'})


async def whole_export(service: Service, person_id: PersonId, actor: PersonId) -> dict[str, Any]:
    """What registration holds on a person, its pages joined; raises Rejected for who may not have it."""
    whole: dict[str, Any] = {}
    page, pages = 0, 1
    while page < pages:
        question = ExportPerson(person_id=person_id, actor=actor, page=page)
        told = await service.request(PERSON_EXPORT, question, PersonExported, timeout=10)
        found = told.model_dump(mode="json", exclude={"pages"})
        for section, items in whole.get("sections", {}).items():
            found["sections"][section] = [*items, *found["sections"].get(section, [])]
        whole, page, pages = found, page + 1, told.pages
    return whole


async def ask_erasure(request: Request) -> Response:
    """`GET /account/erase`: what being forgotten means, and a box to tick; nothing is done yet."""
    signed_in(request)
    return _sure(request)


async def erase(request: Request) -> Response:
    """`POST /account/erase`: forgets whoever asks, and signs them out everywhere."""
    visitor, sent, site = signed_in(request), await typed(request), site_of(request)
    if not token_matches(request, sent.get("form_token", "")):
        raise NotYours
    if sent.get("sure") != "yes":
        return _sure(request, UNSURE, 422)
    command_id = repeatable_id("erase", visitor.person_id)
    await ask(site.service, ErasePerson(person_id=visitor.person_id), command_id, visitor.person_id)
    answer = await answer_to(site.service, command_id, site.settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return RedirectResponse(f"/commands/{command_id}", 303)
    page = site.pages.show("account_erased.html", visitor=None, done=answer is not None)
    await end_all(request, visitor)
    return forget_browser(request, page)


def _sure(request: Request, wrong: str = "", status: int = 200) -> Response:
    token = form_token(request)
    page = show(request, "account_erase.html", status, form_token=token, wrong=wrong)
    keep_token(request, page, token)
    return page
