"""The desk at the door: one badge after another, also of devices that were offline."""

from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.events import HandInScans, JoinAttendees, Scan
from cityteams_portal.domain.badge import seat_of_token
from cityteams_portal.domain.coming import Arrival, Seat, Seating
from cityteams_portal.domain.look_alike import look_alikes
from cityteams_portal.store import coming as store
from cityteams_portal.web.attendance.badges import key_of
from cityteams_portal.web.office.asked import right_now
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role


async def desk(request: Request) -> Response:
    """`GET /attend/{id}/desk`: a field for badges, who came last, and everybody with a seat or in the line."""
    return await _desk(request, require_role(request))


async def _desk(request: Request, visitor: Visitor, problem: str = "") -> Response:
    seating_id = request.path_params["seating_id"]

    def read(tx: Tx) -> tuple[Seating | None, list[Seat], list[Arrival], store.Coming]:
        return (
            store.seating(tx, seating_id),
            store.attendees(tx, seating_id),
            store.arrivals(tx, seating_id, 500),
            store.coming(tx, seating_id),
        )

    seating, seats, came, counts = await site_of(request).service.read(read)
    if seating is None:
        raise HTTPException(404)
    names = await names_of(request, visitor, [each.person_id for each in seats], "desk at the door")
    return desk_page(
        request,
        "attendance/desk.html",
        422 if problem else 200,
        seating=seating,
        seats=seats,
        came={each.seat_id: each for each in came},
        counts=counts,
        names=names,
        alike=look_alikes({each.person_id: names[each.person_id] for each in seats if not each.guest}),
        problem=problem,
        code=request.query_params.get("code", "")[:100],
        device=request.query_params.get("device", "") or f"desk-{uuid4().hex[:8]}",
    )


async def act(request: Request) -> Response:
    """`POST /attend/{id}/desk`: a badge was scanned, or two attendees are one person."""
    form = await posted(request)
    seating_id = request.path_params["seating_id"]
    try:
        command = _joins(form, seating_id) if form["action"] == "join" else _scan(request, form, seating_id)
        problem = await done(request, form, command, form["code"] + form["person_id"])
    except TROUBLES as wrong:
        problem = told(wrong)
    if problem:
        return await _desk(request, form.visitor, problem)
    return back_to(f"/attend/{seating_id}/desk?device={form['device']}")


def _joins(form: Posted, seating_id: str) -> JoinAttendees:
    return JoinAttendees(seating_id=seating_id, person_id=form["person_id"], same_as=form["same_as"])


def _scan(request: Request, form: Posted, seating_id: str) -> HandInScans:
    seat_id = seat_of_token(key_of(request), form["code"])
    if seat_id is None:
        reason = "Nobody here signed this code. Scan it again, or look the person up."
        raise Rejected("this-is-no-badge", reason, "code")
    now = right_now()
    sequence = int(now.timestamp()) % 10_000_000 or 1
    scan = Scan(sequence=sequence, seat_id=seat_id, scanned_at=now)
    return HandInScans(seating_id=seating_id, device_id=form["device"] or "desk", scans=(scan,))


async def open_badge(request: Request) -> Response:
    """`GET /B/{token}`: a phone's camera read a badge; at the desk it leads to the door of its gathering."""
    require_role(request)
    seat_id = seat_of_token(key_of(request), request.path_params["token"])
    found = await site_of(request).service.read(lambda tx: store.seat(tx, seat_id)) if seat_id else None
    if found is None:
        raise HTTPException(404, "Nobody here signed this code, or the seat was given back.")
    return RedirectResponse(f"/attend/{found.seating_id}/desk?code={request.path_params['token']}", 303)
