"""The ledger for the secretariat: what went out, what did not and why, and trying again. Plain forms, no scripts."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.notifications import Channel, LiftSuppression, RetryDeliveries
from cityteams_portal.domain.delivery import Delivery, DeliveryState, Suppressed
from cityteams_portal.store import delivery as store
from cityteams_portal.web.asking import new_id
from cityteams_portal.web.delivery.asked import limit_of, moment, next_after, sought
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role


async def listed(request: Request) -> Response:
    """`GET /deliveries`: the ledger with its filters, and who is sent no mail."""
    return await _listed(request, require_role(request))


async def _listed(request: Request, visitor: Visitor, problem: str = "") -> Response:
    asked: Mapping[str, str] = request.query_params
    limit = limit_of(request)
    try:
        wanted = sought(asked)
    except Rejected as no:
        wanted, problem = store.Sought(), no.reason

    def read(tx: Tx) -> tuple[list[Delivery], list[Suppressed]]:
        return store.deliveries(tx, wanted, limit), store.suppressed(tx)

    found, left_alone = await site_of(request).service.read(read)
    people = [each.to for each in found if each.channel is Channel.MAIL]
    names = await names_of(request, visitor, [*people, *(each.person_id for each in left_alone)], "deliveries")
    return desk_page(
        request,
        "delivery/deliveries.html",
        422 if problem else 200,
        found=found,
        left_alone=left_alone,
        names=names,
        asked=asked,
        states=list(DeliveryState),
        channels=list(Channel),
        next=next_after(found, limit),
        problem=problem,
    )


async def act(request: Request) -> Response:
    """`POST /deliveries`: tries a span again, or one delivery, or writes to somebody again."""
    form = await posted(request)
    try:
        problem = await done(request, form, _command(form))
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _listed(request, form.visitor, problem) if problem else back_to("/deliveries")


def _command(form: Posted) -> Command:
    if form["action"] == "lift":
        return LiftSuppression(person_id=form["person_id"])
    asked = {"since": form["since"], "until": form["until"]}
    since, until = moment(asked, "since"), moment(asked, "until")
    if since is None or until is None:
        raise Rejected("a-moment-is-malformed", "Say from when until when.", "since")
    return RetryDeliveries(
        recovery_id=form["act_id"] or new_id(),
        since=since,
        until=until,
        channel=Channel(form["channel"]) if form["channel"] in set(Channel) else None,
    )


async def one(request: Request) -> Response:
    """`GET /deliveries/{id}`: every attempt."""
    visitor, delivery_id = require_role(request), request.path_params["delivery_id"]
    found = await site_of(request).service.read(lambda tx: store.attempts(tx, delivery_id))
    if not found:
        raise HTTPException(404)
    people = [found[0].to] if found[0].channel is Channel.MAIL else []
    names = await names_of(request, visitor, people, "deliveries")
    return desk_page(request, "delivery/delivery.html", found=found, names=names)
