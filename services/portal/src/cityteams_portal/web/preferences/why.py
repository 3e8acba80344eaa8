"""Why one got a letter: by the token under it without signing in, or among one's own letters.

It tells no more than the letter itself does: neither to whom it went nor a word of what it says.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts.explaining import read_why_token
from cityteams_contracts.unsubscribing import Subscription, unsubscribe_token
from cityteams_portal.domain.letter import Letter
from cityteams_portal.store.preferences import letter, parts_of
from cityteams_portal.web.preferences.reading import Explained, explained
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import NotYours, signed_in


async def by_token(request: Request) -> Response:
    """`GET /why/{token}`: why the letter under which it stands came, and how to change that."""
    key = _key(request)
    letter_id = read_why_token(key, request.path_params["token"]) if key else None
    found = await _letter(request, letter_id) if letter_id else None
    if found is None:
        raise HTTPException(404)
    return await _page(request, found)


async def own(request: Request) -> Response:
    """`GET /account/letters/{letter_id}`: the same of a letter of one's own; the secretariat sees those of all."""
    return await _page(request, await own_letter(request))


async def own_letter(request: Request) -> Letter:
    """The letter of the address; raises NotYours, and 404 for the secretariat when there is none."""
    visitor = signed_in(request)
    found = await _letter(request, request.path_params["letter_id"])
    if found is None and visitor.is_office:
        raise HTTPException(404)
    if found is None or (found.person_id != visitor.person_id and not visitor.is_office):
        raise NotYours
    return found


async def _letter(request: Request, letter_id: str) -> Letter | None:
    return await site_of(request).service.read(lambda tx: letter(tx, letter_id))


async def _page(request: Request, found: Letter) -> Response:
    known = explained(found)
    parts = await site_of(request).service.read(lambda tx: [explained(each) for each in parts_of(tx, found.letter_id)])
    return show(request, "preferences/why.html", why=known, parts=parts, stop=_stop(request, known))


def _stop(request: Request, known: Explained) -> str | None:
    """Where one says that one wants no more of the topic; whoever holds the letter holds that link as well."""
    key, it = _key(request), known.letter
    if not key or known.topic is None or it.person_id is None:
        return None
    return f"/unsubscribe/{unsubscribe_token(key, Subscription(it.person_id, known.topic, it.letter_id))}"


def _key(request: Request) -> bytes:
    return site_of(request).settings.unsubscribe_key.get_secret_value().encode()
