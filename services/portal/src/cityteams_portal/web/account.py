"""What is one's own: who the portal takes one for, where one is signed in, and the way out."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from cityteams_chassis import Tx
from cityteams_portal.store import SESSIONS, sessions_of
from cityteams_portal.web import sessions
from cityteams_portal.web.consents import questions_for
from cityteams_portal.web.guard import form_token, keep_token, new_token, token_matches
from cityteams_portal.web.sign_in import typed
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import NotYours, Visitor, signed_in

_ALL, _OTHERS = "all", "others"


async def account(request: Request) -> Response:
    """`GET /account`: one's roles, sessions and consents, and the ways to one's data."""
    visitor = signed_in(request)
    token, now = form_token(request), datetime.now(UTC)
    found = await site_of(request).service.read(lambda tx: sessions_of(tx, visitor.person_id))
    lasting = [each for each in found if each.lasts(now)]
    asked = await questions_for(site_of(request).service, visitor.person_id)
    page = show(request, "account.html", sessions=lasting, form_token=token, consents=asked)
    keep_token(request, page, token)
    return page


async def end_sessions(request: Request) -> Response:
    """`POST /account/sessions`: ends one of one's sessions, the others, or all."""
    visitor, sent = signed_in(request), await typed(request)
    if not token_matches(request, sent.get("form_token", "")):
        raise NotYours
    which = sent.get("session", "")
    ended = await _end(request, visitor, which)
    return _gone(request) if visitor.session_id in ended else RedirectResponse("/account", 303)


async def sign_out(request: Request) -> Response:
    """`POST /sign-out`: ends this session, on the server and in the browser."""
    visitor, sent = signed_in(request), await typed(request)
    if not token_matches(request, sent.get("form_token", "")):
        raise NotYours
    await _end(request, visitor, visitor.session_id or "")
    return _gone(request)


async def me(request: Request) -> Response:
    """`GET /api/v1/me`: whom the portal takes one for."""
    visitor = signed_in(request)
    return JSONResponse({"person_id": visitor.person_id, "name": visitor.name, "roles": sorted(visitor.roles)})


async def _end(request: Request, visitor: Visitor, which: str) -> set[str]:
    service = site_of(request).service

    def change(tx: Tx) -> set[str]:
        own = {each.session_id for each in sessions_of(tx, visitor.person_id)}
        chosen = {_ALL: own, _OTHERS: own - {visitor.session_id or ""}}.get(which, own & {which})
        for each in chosen:
            tx.forget(SESSIONS, each)
        return chosen

    ended = await service.act(f"ending-{new_token()}", datetime.now(UTC), change)
    service.log.info("session.ended", person_id=visitor.person_id, sessions=len(ended))
    return ended


async def end_all(request: Request, visitor: Visitor) -> None:
    """Signs somebody out everywhere."""
    await _end(request, visitor, _ALL)


def _gone(request: Request) -> Response:
    return forget_browser(request, RedirectResponse("/", 303))


def forget_browser(request: Request, answer: Response) -> Response:
    """The answer that leaves nothing of the session in the browser."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    sessions.drop_cookie(site_of(request).settings, answer)
    keep_token(request, answer, new_token())
    return answer
