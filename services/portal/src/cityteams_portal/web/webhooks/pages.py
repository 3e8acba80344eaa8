"""The pages of webhook endpoints: register one, see its secret once, see what was sent, test, pause, rotate, replay."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command, Rejected
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    EndpointKind,
    PauseEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    ReviseEndpoint,
    TestEndpoint,
    Wanted,
)
from cityteams_contracts.public import TYPES
from cityteams_portal import paging
from cityteams_portal.domain import words
from cityteams_portal.domain.endpoint import Endpoint, SendingState
from cityteams_portal.store.webhooks import sendings
from cityteams_portal.web.asking import repeatable_id
from cityteams_portal.web.office.asked import one_of
from cityteams_portal.web.office.asked import words as asked_words
from cityteams_portal.web.office.forms import (
    TROUBLES,
    Posted,
    back_to,
    desk_page,
    done,
    moment_of,
    posted,
    told,
)
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, signed_in
from cityteams_portal.web.webhooks.own import own_endpoint, own_endpoints
from cityteams_portal.web.webhooks.sending import Fresh, registration, rotation, unplaced

_PAGE = 50
_PLAIN: Mapping[str, type[Command]] = {
    "test": TestEndpoint,
    "pause": PauseEndpoint,
    "resume": ResumeEndpoint,
    "delete": DeleteEndpoint,
}


async def listed(request: Request) -> Response:
    """`GET /endpoints`: those of one's organisations."""
    return await _listed(request, signed_in(request))


async def _listed(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    found, names = await own_endpoints(request, visitor)
    told_ = {"endpoints": found, "names": names, "problem": problem, "typed": form, **_choices()}
    return desk_page(request, "webhooks/list.html", 422 if problem else 200, **told_)


async def register(request: Request) -> Response:
    """`POST /endpoints`: a new one; the page that follows tells its secret, once."""
    form = await posted(request, None)
    new, fresh = repeatable_id("endpoint", form.visitor.person_id, form["act_id"]), None
    try:
        kind = EndpointKind(form["kind"] or "webhook")
        asked = unplaced(new, form["organisation_id"], form["title"], kind, _wanted(form))
        fresh = await registration(request, form.visitor, asked, form["url"])
        problem = await done(request, form, fresh.command)
    except TROUBLES as wrong:
        problem = told(wrong)
    except ValueError:
        problem = "Choose whether it is a web address or a chat channel."
    if problem or fresh is None:
        return await _listed(request, form.visitor, problem, form)
    return _secret(request, fresh)


async def one(request: Request) -> Response:
    """`GET /endpoints/{id}`: how it fares."""
    _, it = await own_endpoint(request)
    return await _one(request, it)


async def _one(request: Request, it: Endpoint, problem: str = "", form: Posted | None = None) -> Response:
    asked = request.query_params
    states, after = one_of(SendingState, asked_words(asked, "state")[:1], "state"), paging.place(asked.get("after"))
    state = states[0] if states else None
    found, place = await site_of(request).service.read(lambda tx: sendings(tx, it.endpoint_id, state, after, _PAGE))
    told_ = {"it": it, "sendings": found, "after": paging.cursor(place), "state": state or "", **_choices()}
    status = 422 if problem else 200
    return desk_page(request, "webhooks/one.html", status, problem=problem, typed=form, **told_)


async def act(request: Request) -> Response:
    """`POST /endpoints/{id}`: test, pause, resume, revise, rotate, replay or delete it."""
    visitor, it = await own_endpoint(request)
    form, fresh = await posted(request, None), None
    try:
        if form["action"] == "rotate":
            fresh = await rotation(request, visitor, it, _hours(form))
        problem = await done(request, form, fresh.command if fresh else _command(form, it))
    except TROUBLES as wrong:
        problem = told(wrong)
    if problem:
        return await _one(request, it, problem, form)
    if fresh is not None:
        return _secret(request, fresh)
    return back_to("/endpoints" if form["action"] == "delete" else f"/endpoints/{it.endpoint_id}")


def _command(form: Posted, it: Endpoint) -> Command:
    action = form["action"]
    if action in _PLAIN:
        return _PLAIN[action].model_validate({"endpoint_id": it.endpoint_id})
    if action == "revise":
        return ReviseEndpoint(endpoint_id=it.endpoint_id, title=form["title"], wanted=_wanted(form))
    if action == "replay":
        return ReplayDeliveries(
            endpoint_id=it.endpoint_id,
            delivery_id=form["delivery_id"] or None,
            only_failed=form["which"] == "failed",
            since=moment_of(form["since"], "since").replace(hour=0, minute=0, second=0) if form["since"] else None,
            until=moment_of(form["until"], "until") if form["until"] else None,
        )
    raise Rejected("nothing-was-chosen", "Choose what to do with the endpoint.", "action")


def _hours(form: Posted) -> int:
    text = form["overlap_hours"] or "24"
    if not text.isascii() or not text.isdigit() or not 0 <= int(text[:6]) <= 168:
        raise Rejected("the-overlap-is-out-of-range", "The old secret may sign for 0 to 168 hours.", "overlap_hours")
    return int(text)


def _wanted(form: Posted) -> Wanted:
    clusters = [each for each in form["clusters"].replace(",", " ").split() if each]
    return Wanted(types=tuple(form.all("types")), clusters=tuple(clusters), sectors=tuple(form.all("sectors")))


def _secret(request: Request, fresh: Fresh) -> Response:
    return desk_page(request, "webhooks/secret.html", fresh=fresh)


def _choices() -> dict[str, object]:
    return {"types": TYPES, "sectors": tuple(dict(words.SECTORS).items())}
