"""Badges: a QR code that says which seat it is for, signed; on paper with names that are asked for at that moment."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Rejected
from cityteams_portal.documents.badges_pdf import Badge, badges_pdf
from cityteams_portal.domain.badge import badge_key, badge_token
from cityteams_portal.domain.coming import Seat
from cityteams_portal.store import coming as store
from cityteams_portal.web.office.forms import names_of
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role, signed_in

_AT_ONCE = 500


def key_of(request: Request) -> bytes:
    """The key that signs badges; raises Rejected where this portal has no secret to derive it from."""
    secret = site_of(request).settings.api_token
    if secret is None:
        reason = "Badges are signed with a key from CITYTEAMS_API_TOKEN, which is not set; ask the operator to set it."
        raise Rejected("badges-need-a-key", reason)
    return badge_key(secret.get_secret_value())


def token_of(key: bytes, seat: Seat) -> str:
    """What a badge's QR code says, without the address."""
    return badge_token(key, seat.seat_id)


def address_of(request: Request, token: str) -> str:
    """What a badge's QR code says: capitals alone, which make a smaller code."""
    return f"{site_of(request).settings.portal_address.upper()}/B/{token}"


async def sheet(request: Request) -> Response:
    """`GET /attend/{id}/badges.pdf`: a badge for each seat that is given, eight to a page; `?page=2` goes on."""
    visitor = require_role(request)
    seating_id = request.path_params["seating_id"]
    found = await site_of(request).service.read(lambda tx: store.seating(tx, seating_id))
    if found is None:
        raise HTTPException(404)
    seats = sorted(
        await site_of(request).service.read(lambda tx: store.given_seats(tx, seating_id)),
        key=lambda each: (each.person_id, each.guest),
    )
    begin = _AT_ONCE * (max(1, int(request.query_params.get("page", "1")[:3] or "1", 10)) - 1)
    part = seats[begin : begin + _AT_ONCE]
    names = await names_of(request, visitor, [each.person_id for each in part], "badges")
    return _pdf(request, found.title, part, names)


async def mine(request: Request) -> Response:
    """`GET /attend/{id}/my-badge.pdf`: one's own badge, and those of one's guests."""
    visitor, seating_id = signed_in(request), request.path_params["seating_id"]
    found = await site_of(request).service.read(lambda tx: store.seats_of(tx, visitor.person_id, seating_id))
    given = [each.seat for each in found if each.seat.state == "given"]
    if not given:
        raise HTTPException(404, "No seat of yours is given here, so there is no badge yet.")
    return _pdf(request, found[0].title, given, {visitor.person_id: visitor.name or "You"})


def _pdf(request: Request, title: str, seats: Sequence[Seat], names: Mapping[str, str]) -> Response:
    key = key_of(request)
    badges = [
        Badge(_named(names[each.person_id], each.guest), each.seat_class, address_of(request, token_of(key, each)))
        for each in seats
    ]
    made = badges_pdf(title, badges, datetime.now(UTC))
    headers = {"Content-Disposition": 'inline; filename="badges.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)


def _named(name: str, guest: int) -> str:
    return f"Guest {guest} of {name}" if guest else name
