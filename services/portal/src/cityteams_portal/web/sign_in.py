"""Signing in by a mailed link, and out again. Looking changes nothing: a link opened by a mail scanner stays good."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from ipaddress import ip_address, ip_network
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    SIGN_IN_ASK,
    SIGN_IN_REDEEM,
    AskSignIn,
    Done,
    RedeemSignIn,
    SignedIn,
)
from cityteams_portal.settings import Settings
from cityteams_portal.web import sessions
from cityteams_portal.web.guard import form_token, keep_token, new_token, token_matches
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.speaking import language_of
from cityteams_portal.web.visitor import visitor_of

_BROWSER, _NEXT = "cityteams_browser", "cityteams_next"
_HOUR = 3600
_STALE = "This page was open too long or was changed on the way. Send it again."
_NO_MAIL = "Write your mail address, such as name@example.org."


async def sign_in(request: Request) -> Response:
    """`GET /sign-in`: asks for the mail address; who is signed in goes on."""
    wanted = safe_next(request.query_params.get("next", ""))
    if visitor_of(request) is not None:
        return RedirectResponse(wanted, 303)
    return _ask_mail(request, wanted)


async def ask_link(request: Request) -> Response:
    """`POST /sign-in`: has a link mailed. What it answers is the same for every address."""
    site, sent = site_of(request), await typed(request)
    wanted, mail = safe_next(sent.get("next", "")), sent.get("mail", "").strip()
    if not token_matches(request, sent.get("form_token", "")):
        return _ask_mail(request, wanted, mail, _STALE, 403)
    if not 3 <= len(mail) <= 300 or "@" not in mail or not mail.isprintable():
        return _ask_mail(request, wanted, mail, _NO_MAIL, 422)
    browser = sessions.cookie_of(site.settings, request, _BROWSER) or token_urlsafe(32)
    question = AskSignIn(
        mail=mail,
        browser=sessions.hashed(browser),
        origin=origin_of(request, site.settings),
        language=language_of(request),
    )
    try:
        await site.service.request(SIGN_IN_ASK, question, Done, timeout=5)
    except Rejected as no:
        return _ask_mail(request, wanted, mail, no.reason, 422)
    answer = RedirectResponse("/sign-in/sent", 303)
    sessions.set_cookie(site.settings, answer, _BROWSER, browser, _HOUR)
    sessions.set_cookie(site.settings, answer, _NEXT, wanted, _HOUR)
    return answer


async def link_sent(request: Request) -> Response:
    """`GET /sign-in/sent`: whether there is a letter is for the owner of the address to see."""
    return show(request, "sign_in_sent.html")


async def open_link(request: Request) -> Response:
    """`GET /sign-in/link`: the mailed link. It shows a button; only pressing it uses the link up."""
    here = bool(sessions.cookie_of(site_of(request).settings, request, _BROWSER))
    return _button(request, request.query_params.get("token", ""), "", 200, here=here)


async def redeem(request: Request) -> Response:
    """`POST /sign-in/link`: the button was pressed."""
    site, sent = site_of(request), await typed(request)
    token = sent.get("token", "")
    if not token_matches(request, sent.get("form_token", "")):
        return _button(request, token, _STALE, 403)
    browser = sessions.cookie_of(site.settings, request, _BROWSER)
    try:
        question = RedeemSignIn(token=token[:300] or "-", browser=sessions.hashed(browser))
        who = await site.service.request(SIGN_IN_REDEEM, question, SignedIn)
    except (Rejected, ValueError):
        return show(request, "sign_in_void.html", 422)
    return await welcome(request, who)


async def welcome(request: Request, who: SignedIn, wanted: str = "") -> Response:
    """Begins a session for somebody who proved to be it, and leads to where they wanted to go."""
    site = site_of(request)
    place = safe_next(wanted or sessions.cookie_of(site.settings, request, _NEXT))
    answer = RedirectResponse(place, 303)
    await sessions.begin(site.service, site.settings, request, who, answer)
    for name in (_BROWSER, _NEXT):
        sessions.set_cookie(site.settings, answer, name, "", 0)
    keep_token(request, answer, new_token())
    return answer


async def typed(request: Request) -> Mapping[str, str]:
    """The texts of a small form; files are refused."""
    async with request.form(max_files=0, max_fields=20) as sent:
        return {name: value for name, value in sent.multi_items() if isinstance(value, str)}


def safe_next(told: str) -> str:
    """A page of this very portal to go on to, whatever a link said."""
    odd = not told.isprintable() or "\\" in told or len(told) > 500
    if odd or not told.startswith("/") or told.startswith(("//", "/sign-", "/api/")):
        return "/account"
    return told


def origin_of(request: Request, settings: Settings) -> str:
    """A word for where a request comes from, which tells nobody without the portal's token the address itself.

    Of an IPv6 address the network counts, since one house has a great many addresses.
    """
    try:
        address = ip_address(_address(request, settings))
    except ValueError:
        return "unknown"
    place = str(address) if address.version == 4 else str(ip_network(f"{address}/64", strict=False))
    key = settings.api_token.get_secret_value() if settings.api_token else ""
    return hmac.new(f"cityteams origin {key}".encode(), place.encode(), sha256).hexdigest()


def _address(request: Request, settings: Settings) -> str:
    told = [each.strip() for each in request.headers.get("x-forwarded-for", "").split(",") if each.strip()]
    if 0 < settings.web_proxies <= len(told):
        return told[-settings.web_proxies]
    return request.client.host if request.client else ""


def _ask_mail(request: Request, wanted: str, mail: str = "", wrong: str = "", status: int = 200) -> Response:
    token, providers = form_token(request), site_of(request).settings.providers
    names = [(each.key, each.name) for each in providers]
    page = show(request, "sign_in.html", status, form_token=token, next=wanted, mail=mail, wrong=wrong, providers=names)
    keep_token(request, page, token)
    return page


def _button(request: Request, token: str, wrong: str, status: int, *, here: bool = True) -> Response:
    known = form_token(request)
    page = show(request, "sign_in_link.html", status, form_token=known, token=token, wrong=wrong, here=here)
    keep_token(request, page, known)
    return page
