"""What stands before every page: host names, safe headers, and a limit to what may be sent."""

import asyncio
import re
from secrets import compare_digest, token_urlsafe
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cityteams_portal.web.problems import refusal

BODY_LIMIT = 256 * 1024
FILE_LIMIT = 6 * 1024 * 1024
_FILES = re.compile(
    r"/worksheets/[A-Za-z0-9_-]+/sheet(/take)?|/api/v1/worksheets/sheet"
    r"|/api/v1/gatherings/[A-Za-z0-9_-]+/sessions/import"
)
_BODY_SECONDS = 15.0
_TOKEN = "cityteams_form"  # noqa: S105 - the name of a cookie
_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Wraps the whole site, so that even an unexpected failure leaves with the safe headers."""

    def __init__(self, app: ASGIApp, names: str) -> None:
        self._app = app
        self._names = {name.strip().lower() for name in names.split(",") if name.strip()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _harden(MutableHeaders(scope=message))
            await send(message)

        refused, receive = await self._let_in(scope, receive)
        await (refused or self._app)(scope, receive, guarded)

    async def _let_in(self, scope: Scope, receive: Receive) -> tuple[Response | None, Receive]:
        headers = Headers(scope=scope)
        name = urlsplit(f"//{headers.get('host', '')}").netloc.lower()
        if "*" not in self._names and not self._known(name):
            return refusal(
                scope, 421, "the-host-name-is-unknown", f"“{name}” is not in CITYTEAMS_WEB_NAMES; add it."
            ), receive
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return None, receive
        if _foreign(headers):
            why = "This was sent from another site. Open the form here and send it again."
            return refusal(scope, 403, "the-origin-is-foreign", why), receive
        return await _read_body(scope, headers, receive)

    def _known(self, name: str) -> bool:
        bare = name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() else name
        return bare in self._names


def _harden(headers: MutableHeaders) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-store")


def _foreign(headers: Headers) -> bool:
    """Whether a browser says that another site made it send this."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin == "null" and "sec-fetch-site" in headers:
        return False  # our own policy of no referrer makes browsers hide the origin of our own forms
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


async def _read_body(scope: Scope, headers: Headers, receive: Receive) -> tuple[Response | None, Receive]:
    length, most = headers.get("content-length", "0"), _most(scope, headers)
    too_long = length.isdigit() and int(length) > most
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            body = None if too_long else await _gather(receive, most)
    except TimeoutError:
        return refusal(
            scope, 408, "the-body-came-too-slowly", "The text took too long to arrive; send it again."
        ), receive
    if body is None:
        why = f"At most {most // 1024} kB may be sent at once; shorten the text."
        return refusal(scope, 413, "the-body-is-too-long", why), receive
    return None, _again(body, receive)


def _most(scope: Scope, headers: Headers) -> int:
    """How much may be sent: a workbook is larger than a form, and comes from somebody who says who it is."""
    known = "authorization" in headers or "cookie" in headers
    return FILE_LIMIT if known and _FILES.fullmatch(scope["path"]) else BODY_LIMIT


async def _gather(receive: Receive, most: int) -> bytes | None:
    chunks, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        more = message.get("more_body", False)
        if size > most:
            return None
    return b"".join(chunks)


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def form_token(request: Request) -> str:
    """The token of this browser, made new when it has none."""
    return request.cookies.get(_TOKEN) or new_token()


def new_token() -> str:
    """256 bits of chance."""
    return token_urlsafe(32)


def keep_token(request: Request, response: Response, token: str) -> None:
    """Gives the browser its half of the token; the other half is in the form."""
    secure = request.app.state.site.settings.is_secure
    response.set_cookie(_TOKEN, token, path="/", secure=secure, httponly=True, samesite="strict")


def token_matches(request: Request, given: str) -> bool:
    """Whether a form comes from a page that we gave to this very browser."""
    known = request.cookies.get(_TOKEN, "")
    return bool(known) and compare_digest(known.encode(), given.encode("utf-8", "replace"))
