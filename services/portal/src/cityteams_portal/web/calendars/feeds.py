"""Calendars to subscribe to: unchanged data is answered 304, and the same bytes are written once for all readers."""

from collections import OrderedDict
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_calendars import calendar_file
from cityteams_portal.domain.calendars.book import Book
from cityteams_portal.domain.calendars.feeds import EVERYTHING, Wanted, entries
from cityteams_portal.store.calendars import BOOKS, FEED_KEYS, books, revisions
from cityteams_portal.web.site import site_of

_KEPT = 500
_HEADERS = {"Cache-Control": "private, no-cache", "Content-Type": "text/calendar; charset=utf-8"}
_PROGRAMME = "The programme's calendar"
Revisions = tuple[tuple[str, int, datetime], ...]


class Written:
    """Files that were written, by feed and revision; the ones that nobody asked for lately are forgotten."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, bytes] = OrderedDict()

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
    return await _feed(request, Wanted(track_id=request.path_params["track_id"]), request.path_params["gathering_id"])


async def mine(request: Request) -> Response:
    """`GET /calendar/mine/{token}.ics`: what one person has a part in; whoever has the address may read it."""
    key_id = sha256(request.path_params["token"].encode()).hexdigest()
    key = await site_of(request).service.read(lambda tx: tx.get(FEED_KEYS, key_id))
    if key is None:
        raise HTTPException(404, "This calendar is not here any more. Make a new address on your calendars page.")
    return await _feed(request, Wanted(person_id=key.person_id))


async def _feed(request: Request, wanted: Wanted, gathering_id: str | None = None) -> Response:
    site = site_of(request)
    known = await site.service.read(lambda tx: revisions(tx, gathering_id))
    if gathering_id is not None and not known:
        raise HTTPException(404, "No gathering has this name. Choose one from the agenda.")
    mark = _mark(wanted, gathering_id, known)
    headers = _HEADERS | {"ETag": f'"{mark}"'}
    if known:
        last = max(revised for *_, revised in known).astimezone(UTC)
        headers["Last-Modified"] = format_datetime(last.replace(microsecond=0), usegmt=True)
    if _has_it(request, mark):
        return Response(status_code=304, headers=headers)
    written: Written = request.app.state.written
    file = written.get(mark) or written.keep(mark, await _write(request, wanted, gathering_id))
    return Response(file, headers=headers)


async def _write(request: Request, wanted: Wanted, gathering_id: str | None) -> bytes:
    site = site_of(request)
    found = await site.service.read(lambda tx: [tx.get(BOOKS, gathering_id)] if gathering_id else books(tx))
    kept = [each for each in found if each is not None]
    portal = site.settings.portal_address
    return calendar_file(_name(wanted, gathering_id, kept), entries(kept, wanted, portal), f"{portal}/agenda")


def _name(wanted: Wanted, gathering_id: str | None, found: list[Book]) -> str:
    if wanted.person_id is not None:
        return "My agenda"
    if gathering_id is None or not found:
        return _PROGRAMME
    title = found[0].title
    named = (each.line.track for each in found[0].noted if each.line.track_id == wanted.track_id and each.line.track)
    return f"{title}: {next(named, wanted.track_id)}" if wanted.track_id else title


def _mark(wanted: Wanted, gathering_id: str | None, known: Revisions) -> str:
    told = (
        wanted.track_id,
        wanted.person_id,
        gathering_id,
        [(name, revision, at.isoformat()) for name, revision, at in known],
    )
    return sha256(repr(told).encode()).hexdigest()[:32]


def _has_it(request: Request, mark: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or mark in {each.strip().removeprefix("W/").strip('"') for each in asked.split(",")}
