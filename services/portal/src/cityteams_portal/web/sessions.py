"""Sessions on the server: a cookie that means nothing by itself, and a private row that can be taken away."""

import hmac
from datetime import UTC, datetime
from hashlib import sha256
from os import urandom
from secrets import compare_digest, token_urlsafe

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cityteams_chassis import Service, Tx
from cityteams_contracts.registration import SignedIn
from cityteams_portal.domain.session import ABSOLUTE, Session
from cityteams_portal.settings import Settings
from cityteams_portal.store import SESSIONS
from cityteams_portal.web.browsers import browser_words
from cityteams_portal.web.problems import API, refusal
from cityteams_portal.web.visitor import OFFICE, Visitor

_NONCE = 12
_COOKIE = "cityteams_session"
_SAFE = ("GET", "HEAD", "OPTIONS")


class Sessions:
    """Looks up who asks, before any page is reached."""

    def __init__(self, app: ASGIApp, service: Service, settings: Settings) -> None:
        self._app, self._service, self._settings = app, service, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        headers = Headers(scope=scope)
        visitor = await self._visitor(scope, headers)
        if visitor is not None and visitor.session_id and _untold(scope, headers):
            why = "A browser says where a request comes from; this one did not. Send the header Origin, or a token."
            await refusal(scope, 403, "the-origin-is-not-told", why)(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor
        await self._app(scope, receive, send)

    async def _visitor(self, scope: Scope, headers: Headers) -> Visitor | None:
        if scope["path"].startswith("/static/"):
            return None
        if "authorization" in headers:
            return OFFICE if _is_office(self._settings, headers["authorization"]) else None
        token = cookie_of(self._settings, HTTPConnection(scope), _COOKIE)
        return await self._known(token) if token else None

    async def _known(self, token: str) -> Visitor | None:
        session_id, now = hashed(token), datetime.now(UTC)
        found = await self._service.read(lambda tx: tx.get(SESSIONS, session_id))
        if found is None or not found.lasts(now):
            return None
        if noted := found.noted(now):
            await self._service.act(f"seen-{session_id[:40]}", now, lambda tx: _note(tx, noted))
        name = _opened(found.sealed_name, token, found.person_id)
        return Visitor(found.person_id, name, frozenset(found.roles), session_id)


def _note(tx: Tx, noted: Session) -> None:
    if tx.get(SESSIONS, noted.session_id) is not None:  # it may have been ended in between
        tx.keep(SESSIONS, noted)


def _untold(scope: Scope, headers: Headers) -> bool:
    """Whether a program would use a person's cookie; pages have the token of their form instead."""
    if scope["method"] in _SAFE or not scope["path"].startswith(API):
        return False
    return "origin" not in headers and "sec-fetch-site" not in headers


def _is_office(settings: Settings, given: str) -> bool:
    scheme, _, word = given.partition(" ")
    wanted = settings.api_token.get_secret_value() if settings.api_token else ""
    same = compare_digest(word.strip().encode("utf-8", "replace"), wanted.encode())
    return scheme.lower() == "bearer" and bool(wanted) and same


def hashed(token: str) -> str:
    """What is kept of a token; it is 256 bits of chance, so that nobody finds it from its hash."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def cookie_name(settings: Settings, name: str) -> str:
    """Over https a name that browsers take from this very host only."""
    return f"__Host-{name}" if settings.is_secure else name


def set_cookie(settings: Settings, response: Response, name: str, value: str, seconds: int | None) -> None:
    """A cookie out of reach for scripts and for what other sites post."""
    response.set_cookie(
        cookie_name(settings, name),
        value,
        max_age=seconds,
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="lax",
    )


def cookie_of(settings: Settings, request: HTTPConnection, name: str) -> str:
    """The value of a cookie, or nothing."""
    return request.cookies.get(cookie_name(settings, name), "")


async def begin(service: Service, settings: Settings, request: Request, who: SignedIn, response: Response) -> None:
    """Signs somebody in with this browser, under a new token; the session it had before ends."""
    token, now = token_urlsafe(32), datetime.now(UTC)
    session = Session(
        session_id=hashed(token),
        person_id=who.person_id,
        roles=who.roles,
        sealed_name=sealed_name(who.name, token, who.person_id),
        browser=browser_words(request.headers.get("user-agent", "")),
        began_at=now,
        seen_at=now,
    )
    before = hashed(cookie_of(settings, request, _COOKIE))

    def change(tx: Tx) -> None:
        tx.forget(SESSIONS, before)
        tx.keep(SESSIONS, session)

    await service.act(f"session-{session.session_id[:40]}", now, change)
    service.log.info("session.began", person_id=who.person_id)
    set_cookie(settings, response, _COOKIE, token, int(ABSOLUTE.total_seconds()))


def drop_cookie(settings: Settings, response: Response) -> None:
    """The browser forgets its token."""
    set_cookie(settings, response, _COOKIE, "", 0)


def _key(token: str) -> AESGCM:
    return AESGCM(hmac.digest(token.encode(), b"cityteams name in a session v1", "sha256"))


def sealed_name(name: str, token: str, person_id: str) -> bytes:
    """A name as it is kept: it opens with the token of the browser, which is kept nowhere."""
    nonce = urandom(_NONCE)
    return nonce + _key(token).encrypt(nonce, name.encode(), person_id.encode())


def _opened(sealed: bytes, token: str, person_id: str) -> str:
    try:
        return _key(token).decrypt(sealed[:_NONCE], sealed[_NONCE:], person_id.encode()).decode()
    except (InvalidTag, UnicodeDecodeError):
        return ""
