"""Calendars to subscribe to: unchanged data is answered 304, and the same bytes are written once for all readers."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_calendars import calendar_file
from cityteams_chassis import Tx
from cityteams_portal.domain.calendars.book import Book
from cityteams_portal.domain.calendars.feeds import EVERYTHING, Wanted, entries
from cityteams_portal.domain.calendars.mine import Own, my_entries
from cityteams_portal.store.calendars import BOOKS, FEED_KEYS, Revisions, books, own_of, revisions
from cityteams_portal.web.calendars.looking import Shared
from cityteams_portal.web.site import site_of

_KEPT = 500
_HEADERS = {"Cache-Control": "private, no-cache", "Content-Type": "text/calendar; charset=utf-8"}
_PROGRAMME = "The programme's calendar"


class Written:
    """Files that were written, by feed and revision; the ones that nobody asked for lately are forgotten.

    `known` looks for the revisions of all gatherings.
    """

    def __init__(self) -> None:
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self.known: Shared[Revisions] = Shared()

    def get(self, mark: str) -> bytes | None:
        """What was written under this mark."""
        found = self._files.get(mark)
        if found is not None:
            self._files.move_to_end(mark)
        return found

    def keep(self, mark: str, file: bytes) -> bytes:
        """Keeps a file."""
        self._files[mark] = file
        while len(self._files) > _KEPT:
            self._files.popitem(last=False)
        return file


async def programme(request: Request) -> Response:
    """`GET /calendar.ics`: every gathering with its deadlines and its released agenda."""
    return await _feed(request, EVERYTHING)


async def gathering(request: Request) -> Response:
    """`GET /gatherings/{id}/calendar.ics`: one gathering."""
    return await _feed(request, EVERYTHING, request.path_params["gathering_id"])


async def track(request: Request) -> Response:
    """`GET /gatherings/{id}/tracks/{track}/calendar.ics`: one track of its agenda."""
    return await _feed(request, Wanted(request.path_params["track_id"]), request.path_params["gathering_id"])


async def mine(request: Request) -> Response:
    """`GET /calendar/mine/{token}.ics`: what one person has a part in; whoever has the address may read it."""
    key_id, site = sha256(request.path_params["token"].encode()).hexdigest(), site_of(request)
    found = await site.service.read(lambda tx: _mine(tx, key_id))
    if found is None:
        raise HTTPException(404, "This calendar is not here any more. Make a new address on your calendars page.")
    own, known = found

    async def write() -> bytes:
        portal = site.settings.portal_address
        kept = await site.service.read(books)
        return calendar_file("My agenda", my_entries(kept, own, portal), f"{portal}/agenda")

    moments = [*own.moments, *(at for *_, at in known)]
    return await _answer(request, _mark(own.person_id, own.revisions, known), moments, write)


def _mine(tx: Tx, key_id: str) -> tuple[Own, Revisions] | None:
    key = tx.get(FEED_KEYS, key_id)
    return (own_of(tx, key.person_id), revisions(tx)) if key else None


async def _feed(request: Request, wanted: Wanted, gathering_id: str | None = None) -> Response:
    site = site_of(request)
    written: Written = request.app.state.written
    known = await written.known.look(lambda: site.service.read(revisions))
    if gathering_id is not None:
        known = tuple(each for each in known if each[0] == gathering_id)
        if not known:
            raise HTTPException(404, "No gathering has this name. Choose one from the agenda.")

    async def write() -> bytes:
        portal = site.settings.portal_address
        kept = await site.service.read(lambda tx: _books(tx, gathering_id))
        return calendar_file(_name(wanted, gathering_id, kept), entries(kept, wanted, portal), f"{portal}/agenda")

    return await _answer(request, _mark(wanted.track_id, gathering_id, known), (at for *_, at in known), write)


def _books(tx: Tx, gathering_id: str | None) -> list[Book]:
    if gathering_id is None:
        return books(tx)
    found = tx.get(BOOKS, gathering_id)
    return [found] if found else []


async def _answer(
    request: Request, mark: str, moments: Iterable[datetime], write: Callable[[], Awaitable[bytes]]
) -> Response:
    """304 for who has it, else the file under this mark, which is written unless it was before."""
    headers = _HEADERS | {"ETag": f'"{mark}"'}
    if last := max(moments, default=None):
        headers["Last-Modified"] = format_datetime(last.astimezone(UTC).replace(microsecond=0), usegmt=True)
    if _has_it(request, mark):
        return Response(status_code=304, headers=headers)
    written: Written = request.app.state.written
    return Response(written.get(mark) or written.keep(mark, await write()), headers=headers)


def _name(wanted: Wanted, gathering_id: str | None, found: list[Book]) -> str:
    if gathering_id is None or not found:
        return _PROGRAMME
    title = found[0].title
    named = (each.line.track for each in found[0].noted if each.line.track_id == wanted.track_id and each.line.track)
    return f"{title}: {next(named, wanted.track_id)}" if wanted.track_id else title


def _mark(feed: str | None, part: Any, known: Revisions) -> str:
    told = (feed, part, [(name, revision, at.isoformat()) for name, revision, at in known])
    return sha256(repr(told).encode()).hexdigest()[:32]


def _has_it(request: Request, mark: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or mark in {each.strip().removeprefix("W/").strip('"') for each in asked.split(",")}
