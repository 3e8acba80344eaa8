"""What other systems read of who comes."""

from typing import Any

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_portal.domain.attendance_counts import Group, all_groups, public_groups
from cityteams_portal.domain.coming import Arrival, Seat, Seating
from cityteams_portal.store import coming as store
from cityteams_portal.web.attendance.badges import key_of, token_of
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role, signed_in, visitor_of

_ANYTHING: TypeAdapter[Any] = TypeAdapter(
    tuple[Seat, ...] | tuple[Arrival, ...] | tuple[store.MySeat, ...] | tuple[Group, ...] | Seating | None
)


def as_json(value: object) -> Any:
    """A value of this area as JSON."""
    return _ANYTHING.dump_python(value, mode="json")


async def seatings(request: Request) -> Response:
    """`GET /api/v1/seatings`: where people are asked whether they come."""
    wanted = request.query_params.get("gathering") or None
    found = await site_of(request).service.read(lambda tx: store.seatings(tx, wanted))
    return JSONResponse({"items": [told(each) for each in found]})


def told(each: Seating) -> dict[str, Any]:
    """A seating, and how full it is."""
    return {**as_json(each), "taken": each.all_taken, "waiting": each.all_waiting}


async def seating(request: Request) -> Response:
    """`GET /api/v1/seatings/{id}`: one, with how many come by kind and country; small counts are not told in public."""
    seating_id, visitor = request.path_params["seating_id"], visitor_of(request)
    service = site_of(request).service
    found = await service.read(lambda tx: store.seating(tx, seating_id))
    if found is None:
        raise HTTPException(404)
    counts = await service.read(lambda tx: store.coming(tx, seating_id))
    groups = all_groups if visitor is not None and visitor.is_office else public_groups
    parts = {"kinds": as_json(tuple(groups(counts.kinds))), "countries": as_json(tuple(groups(counts.countries)))}
    return JSONResponse({**told(found), **parts, "given": counts.given, "arrived": counts.arrived})


async def my_seats(request: Request) -> Response:
    """`GET /api/v1/seats`: one's own seats, and how many are ahead in the line."""
    visitor = signed_in(request)
    found = await site_of(request).service.read(lambda tx: store.seats_of(tx, visitor.person_id))
    return JSONResponse({"items": as_json(tuple(found))})


async def attendees(request: Request) -> Response:
    """`GET /api/v1/seatings/{id}/attendees`: the seats, in the order of the line."""
    require_role(request)
    seating_id = request.path_params["seating_id"]
    found = await site_of(request).service.read(lambda tx: store.attendees(tx, seating_id, 20_000))
    return JSONResponse({"items": as_json(tuple(found))})


async def badges(request: Request) -> Response:
    """`GET /api/v1/seatings/{id}/badges`: the tokens that are valid at the door, for devices that go offline."""
    require_role(request)
    seating_id, key = request.path_params["seating_id"], key_of(request)
    found = await site_of(request).service.read(lambda tx: store.given_seats(tx, seating_id))
    return JSONResponse({"items": [{"token": token_of(key, each), "seat_id": each.seat_id} for each in found]})


async def arrivals(request: Request) -> Response:
    """`GET /api/v1/seatings/{id}/arrivals`: the last who came in, the earliest scan of each."""
    require_role(request)
    found = await site_of(request).service.read(lambda tx: store.arrivals(tx, request.path_params["seating_id"], 500))
    return JSONResponse({"items": as_json(tuple(found))})
