"""In which language a request is answered: what the address asks for, else the cookie, else what the browser likes."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cityteams_portal.tongues import LANGUAGES, best_language

_COOKIE = "cityteams_language"
_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> str:
    """The tag of the language to answer in."""
    for asked in (request.query_params.get("lang", ""), request.cookies.get(_COOKIE, "")):
        if asked in LANGUAGES:
            return asked
    return best_language(request.headers.get("accept-language", ""))


class Remembering:
    """Wraps the site: a language asked for in an address (`?lang=fr`) is kept for the next pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]

        async def remembering(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{_COOKIE}={asked}; Path=/; Max-Age={_YEAR}; SameSite=Lax; HttpOnly"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, remembering if asked in LANGUAGES else send)
