"""The page of calendars: addresses to subscribe to, and the secret one of one's own, which can be made void."""

from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_portal.domain.calendars.feed_key import FeedKey
from cityteams_portal.store.calendars import FEED_KEYS, books, keys_of
from cityteams_portal.web.guard import form_token, keep_token, new_token, token_matches
from cityteams_portal.web.sign_in import typed
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import NotYours, signed_in, visitor_of


async def calendars(request: Request) -> Response:
    """`GET /calendars`: what can be subscribed to."""
    return await _page(request)


async def change_key(request: Request) -> Response:
    """`POST /calendars`: a new address of one's own, which makes the one before void; or none any more."""
    visitor, sent = signed_in(request), await typed(request)
    if not token_matches(request, sent.get("form_token", "")):
        raise NotYours
    token = token_urlsafe(24) if sent.get("do") == "make" else ""
    now = datetime.now(UTC)

    def change(tx: Tx) -> None:
        for each in keys_of(tx, visitor.person_id):
            tx.forget(FEED_KEYS, each.key_id)
        if token:
            tx.keep(FEED_KEYS, FeedKey(sha256(token.encode()).hexdigest(), visitor.person_id, now))

    await site_of(request).service.act(f"calendar-key-{new_token()}", now, change)
    return await _page(request, token)


async def _page(request: Request, made: str = "") -> Response:
    site, visitor = site_of(request), visitor_of(request)
    person_id = visitor.person_id if visitor else None
    found, keys = await site.service.read(lambda tx: (books(tx), keys_of(tx, person_id) if person_id else []))
    token = form_token(request)
    page = show(
        request, "calendars/calendars.html", books=found, keys=keys, made=made, form_token=token,
        portal=site.settings.portal_address,
    )  # fmt: skip
    keep_token(request, page, token)
    return page
