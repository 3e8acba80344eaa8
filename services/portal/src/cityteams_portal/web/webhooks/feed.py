"""`/api/v1/feed`: what is public, in one order, for systems that would rather ask than be called; and the catalogue."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_contracts import Event, Message, Rejected
from cityteams_contracts.examples import examples
from cityteams_contracts.public import PUBLIC, TYPES, told_outside
from cityteams_portal.domain.feed import FeedFilter
from cityteams_portal.store.webhooks import feed_head, feed_page
from cityteams_portal.web.api import wait_of
from cityteams_portal.web.asking import until_there
from cityteams_portal.web.office.asked import number, words
from cityteams_portal.web.problems import problem
from cityteams_portal.web.site import site_of

_MOST = 500
_KIND = "application/json"


async def feed(request: Request) -> Response:
    """`GET /api/v1/feed`: public events as CloudEvents after a cursor; `next` continues, also at the end.

    Webhooks and the bus have the same events under the same ids; `Prefer: wait=10` waits for the next one.
    """
    asked, service = request.query_params, site_of(request).service
    limit = number(asked, "limit", 1, _MOST, 100) or 100
    edition, after = _place(asked.get("after", ""))

    def read(tx: Tx) -> tuple[str, list[tuple[int, str]]]:
        head = feed_head(tx)
        wanted = FeedFilter(after, limit, _kinds(asked), words(asked, "cluster"), words(asked, "sector"))
        return (head.edition, feed_page(tx, wanted)) if head else (edition, [])

    async def look() -> tuple[str, list[tuple[int, str]]] | None:
        now, found = await service.read(read)
        return (now, found) if found or (edition and now != edition) else None

    found = await until_there(service, look, wait_of(request))
    now, page = found or (edition, [])
    if edition and now != edition:
        detail = "The portal's copy was built again, in another order. Begin without a cursor; the ids are the same."
        return problem(410, "the-feed-has-another-edition", detail)
    last = page[-1][0] if page else after
    told = {"items": [json.loads(body) for _, body in page], "next": _cursor(now, last), "more": len(page) == limit}
    return JSONResponse(told, media_type=_KIND)


async def event_types(request: Request) -> Response:  # noqa: ARG001 - the same for everybody
    """`GET /api/v1/event-types`: every type of event that leaves the house, what it means, and an example."""
    known = examples()
    items = [_entry(event, known[event]) for event in sorted(PUBLIC, key=lambda each: each.type())]
    return JSONResponse({"items": items, "next": None})


def _entry(event: type[Event], example: Message) -> dict[str, Any]:
    shown = told_outside(example) if isinstance(example, event) else None
    return {"type": event.type(), "subject": event.key_field, "meaning": event.__doc__, "example": shown}


def _kinds(asked: Any) -> tuple[str, ...]:
    kinds = words(asked, "type")
    if strange := [each for each in kinds if each not in TYPES]:
        known = ", ".join(TYPES)
        raise Rejected("the-event-type-is-not-public", f"“{strange[0][:80]}” does not leave. Choose: {known}.", "type")
    return kinds


def _cursor(edition: str, place: int) -> str:
    return urlsafe_b64encode(f"{edition}:{place}".encode()).decode().rstrip("=")


def _place(word: str) -> tuple[str, int]:
    """The edition and the place that a cursor stands for; none for no cursor. Raises Rejected."""
    if not word:
        return "", 0
    try:
        edition, _, place = urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode("ascii").rpartition(":")
        if len(edition) <= 64 and place.isdigit() and int(place[:18]) >= 0:  # an edition may be empty: nothing yet
            return edition, int(place[:18])
    except ValueError:
        pass
    raise Rejected("a-cursor-is-unknown", "The cursor is not one that this feed gave; begin without one.", "after")
