"""Pages on which people say whether they come, and see their seats, their place in the line, and who else comes."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.events import AnswerAttendance, Attendance, ConfirmSeats, ReleaseSeat
from cityteams_portal.domain.attendance_counts import all_groups, public_groups
from cityteams_portal.domain.coming import Seating
from cityteams_portal.store import coming as store
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, visitor_of


async def listed(request: Request) -> Response:
    """`GET /attend`: where people are asked, and one's own seats."""
    visitor = visitor_of(request)

    def read(tx: Tx) -> tuple[list[Seating], list[store.MySeat]]:
        return store.seatings(tx), store.seats_of(tx, visitor.person_id) if visitor else []

    seatings, mine = await site_of(request).service.read(read)
    open_ones = [each for each in seatings if each.closed is None]
    return desk_page(request, "attendance/attend.html", seatings=open_ones, mine=mine)


async def one(request: Request) -> Response:
    """`GET /attend/{id}`: how many come, and one's own answer."""
    return await _one(request, visitor_of(request))


async def _one(request: Request, visitor: Visitor | None, problem: str = "") -> Response:
    seating_id = request.path_params["seating_id"]

    def read(tx: Tx) -> tuple[Seating | None, list[store.MySeat], store.Coming]:
        mine = store.seats_of(tx, visitor.person_id, seating_id) if visitor else []
        return store.seating(tx, seating_id), mine, store.coming(tx, seating_id)

    seating, mine, counts = await site_of(request).service.read(read)
    if seating is None:
        raise HTTPException(404)
    groups = all_groups if visitor is not None and visitor.is_office else public_groups
    return desk_page(
        request,
        "attendance/seating.html",
        422 if problem else 200,
        seating=seating,
        mine=mine,
        counts=counts,
        kinds=groups(counts.kinds),
        countries=groups(counts.countries),
        guests=sum(1 for each in mine if each.seat.guest),
        problem=problem,
    )


async def act(request: Request) -> Response:
    """`POST /attend/{id}`: yes, no, maybe; a held seat is taken; one seat is given back."""
    form = await posted(request, None)
    seating_id = request.path_params["seating_id"]
    try:
        problem = await done(request, form, _command(form, seating_id), form["action"] + form["seat_id"])
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _one(request, form.visitor, problem) if problem else back_to(f"/attend/{seating_id}")


def _command(form: Posted, seating_id: str) -> Command:
    about = {"seating_id": seating_id, "person_id": form.visitor.person_id}
    match form["action"]:
        case "yes" | "no" | "maybe" as word:
            guests = int(form["guests"]) if form["guests"].isdecimal() and word == "yes" else 0
            organisation = form["organisation_id"] or None
            return AnswerAttendance(**about, answer=Attendance(word), guests=guests, organisation_id=organisation)
        case "confirm":
            return ConfirmSeats(**about)
        case "release":
            return ReleaseSeat(**about, seat_id=form["seat_id"])
    raise Rejected("an-action-is-needed", "The page is out of date. Load it again.", "action")
