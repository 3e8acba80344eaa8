"""How the portal says no: Problem Details (RFC 9457) to programs, a page to people."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Scope

from cityteams_chassis import Transient
from cityteams_contracts import Rejected
from cityteams_portal.complaints import Complained, Complaint, path_of
from cityteams_portal.domain.words import sentence
from cityteams_portal.web.site import show, why
from cityteams_portal.web.visitor import NotYours, SignInNeeded

API = "/api/"


def problem(
    status: int, code: str, detail: str, found: Sequence[Complaint] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """Problem Details; `errors` names each field by JSON pointer, and its remedy."""
    body: dict[str, Any] = {
        "type": f"urn:cityteams:problem:{code}",
        "title": sentence(code),
        "status": status,
        "detail": detail,
        "code": code,
    }
    if found:
        body["errors"] = [{"pointer": each.pointer, "detail": each.detail} for each in found]
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def refusal(scope: Scope, status: int, code: str, detail: str) -> Response:
    """A no from before any page is reached."""
    if scope["path"].startswith(API):
        return problem(status, code, detail)
    return PlainTextResponse(f"{HTTPStatus(status).phrase}. {detail}\n", status)


def rejection(code: str, reason: str, field: str | None) -> Response:
    """A no from the domain."""
    found = [Complaint(path_of(field), reason)] if field else []
    return problem(422, code, reason, found)


def _page(request: Request, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    page: HTMLResponse = show(request, "problem.html", status, title=title, detail=detail)
    page.headers.update(headers or {})
    return page


async def on_http(request: Request, wrong: Exception) -> Response:
    """404, 405 and the like."""
    assert isinstance(wrong, HTTPException)  # noqa: S101 - Starlette gives no other
    phrase = HTTPStatus(wrong.status_code).phrase
    detail = wrong.detail if wrong.detail != phrase else _DETAILS.get(wrong.status_code, phrase)
    if request.url.path.startswith(API):
        code = phrase.lower().replace(" ", "-")
        return problem(wrong.status_code, code, detail, headers=wrong.headers)
    return _page(request, wrong.status_code, phrase, detail, wrong.headers)


_DETAILS = {
    404: "There is nothing at this address. It may have been mistyped, or what it named is gone.",
    405: "This address cannot be used in this way.",
}


async def on_complaint(_request: Request, wrong: Exception) -> Response:
    """What was sent to the API is not right."""
    assert isinstance(wrong, Complained)  # noqa: S101
    detail = f"{len(wrong.found)} field{'s are' if len(wrong.found) > 1 else ' is'} not right; nothing was sent."
    return problem(422, "a-field-is-not-right", detail, wrong.found)


async def on_rejected(request: Request, no: Exception) -> Response:
    """The domain, or this portal, says no by a rule's name."""
    assert isinstance(no, Rejected)  # noqa: S101
    if request.url.path.startswith(API):
        return rejection(no.code, no.reason, no.field)
    return _page(request, 400, sentence(no.code), why(request, no))


async def on_stranger(request: Request, _wrong: Exception) -> Response:
    """Nobody is signed in: a program hears 401; who looks at a page is led to the sign-in page and back."""
    if request.url.path.startswith(API):
        remedy = "Send the header “Authorization: Bearer” with the secretariat's token, or sign in at the portal."
        return problem(401, "nobody-is-signed-in", remedy, headers={"WWW-Authenticate": "Bearer"})
    if request.method in ("GET", "HEAD"):
        return RedirectResponse(f"/sign-in?{urlencode({'next': _address(request)})}", 303)
    detail = "You are not signed in any more. Sign in in another tab, come back to this page and send it again."
    return _page(request, 401, "Sign in first", detail)


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


async def on_not_yours(request: Request, _wrong: Exception) -> Response:
    """Somebody may not; whether there is such a thing is not said."""
    detail = "This is not yours, or it is not there. If it should be yours, ask the secretariat."
    if request.url.path.startswith(API):
        return problem(403, "not-yours-or-not-there", detail)
    return _page(request, 403, "Not yours, or not there", detail)


async def on_transient(request: Request, _away: Exception) -> Response:
    """A neighbour does not answer at the moment."""
    detail = "Registration does not answer at the moment. Nothing was sent; try again in a minute."
    if request.url.path.startswith(API):
        return problem(503, "registration-is-away", detail, headers={"Retry-After": "5"})
    return _page(request, 503, "Not now", detail, {"Retry-After": "5"})


async def on_failure(request: Request, wrong: Exception) -> Response:
    """A bug: logged with its name, told without."""
    request.app.state.site.service.log.error("web.failed", path=request.url.path, reason=type(wrong).__name__)
    detail = "Something went wrong here. What you see elsewhere is still right; try again."
    if request.url.path.startswith(API):
        return problem(500, "something-went-wrong", detail)
    return _page(request, 500, "Something went wrong", detail)


HANDLERS = {
    HTTPException: on_http,
    Complained: on_complaint,
    Rejected: on_rejected,
    SignInNeeded: on_stranger,
    NotYours: on_not_yours,
    Transient: on_transient,
    Exception: on_failure,
}
"""Which failure is answered how."""
