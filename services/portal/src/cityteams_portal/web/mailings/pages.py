"""The pages of mailings: written, looked at, tried on oneself, approved, stopped. Plain forms, no scripts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.notifications import ApproveMailing, MailingKind, MailingRole, ProofMailing, StopMailing
from cityteams_portal import store as house
from cityteams_portal.domain.mailing import Mailing, MailingPart, Progress
from cityteams_portal.store import mailings as store
from cityteams_portal.web.api_asking import checked
from cityteams_portal.web.asking import new_id, repeatable_id
from cityteams_portal.web.mailings.asked import (
    MOST_SHOWN,
    as_typed,
    mailing_of,
    masked,
    nothing_typed,
    typed_mailing,
)
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role

_PAGE = 100


async def listed(request: Request) -> Response:
    """`GET /mailings`: the latest first."""
    visitor = require_role(request)

    def read(tx: Tx) -> list[tuple[Mailing, Progress]]:
        return [(each, store.progress(tx, each)) for each in store.mailings(tx, _PAGE)]

    found = await site_of(request).service.read(read)
    names = await names_of(request, visitor, [each.prepared_by for each, _ in found], "mailings")
    return desk_page(request, "mailings/list.html", found=found, names=names)


async def new(request: Request) -> Response:
    """`GET /mailings/new`: an empty form."""
    require_role(request)
    return await _form(request, nothing_typed(), None)


async def edit(request: Request) -> Response:
    """`GET /mailings/{id}/edit`: the form of another edition."""
    require_role(request)
    mailing = await mailing_of(request)
    return await _form(request, as_typed(mailing), mailing)


async def prepare(request: Request) -> Response:
    """`POST /mailings`: a new mailing; who gets it is shown next, and nothing is sent."""
    form = await posted(request)
    mailing_id = repeatable_id("mailing", form.visitor.person_id, form["act_id"] or new_id())
    return await _prepare(request, form, mailing_id, None)


async def revise(request: Request) -> Response:
    """`POST /mailings/{id}/edit`: another edition."""
    form, mailing = await posted(request), await mailing_of(request)
    return await _prepare(request, form, mailing.mailing_id, mailing)


async def _prepare(request: Request, form: Posted, mailing_id: str, mailing: Mailing | None) -> Response:
    try:
        problem = await done(request, form, typed_mailing(form, mailing_id))
    except TROUBLES as wrong:
        problem = told(wrong)
    if not problem:
        return back_to(f"/mailings/{mailing_id}")
    words = {name: form[name] for name in ("kind", "subject_line", "text", "everybody")}
    chosen = {name: form.all(name) for name in ("roles", "rounds", "gatherings")}
    return await _form(request, words | chosen | {"clusters": form["clusters"].split()}, mailing, problem)


async def _form(request: Request, typed: dict[str, Any], mailing: Mailing | None, problem: str = "") -> Response:
    def read(tx: Tx) -> dict[str, Any]:
        return {"rounds": house.seasons(tx), "gatherings": tx.find(house.GATHERINGS)}

    choices = await site_of(request).service.read(read)
    told_ = {"typed": typed, "mailing": mailing, "problem": problem, "kinds": list(MailingKind)}
    return desk_page(
        request, "mailings/form.html", 422 if problem else 200, roles=list(MailingRole), **choices, **told_
    )


async def one(request: Request) -> Response:
    """`GET /mailings/{id}`: the text as it goes out, who gets it and who opted out, and what comes next."""
    return await _one(request, require_role(request))


async def act(request: Request) -> Response:
    """`POST /mailings/{id}`: tries it on oneself, approves it, or stops it."""
    form = await posted(request)
    try:
        problem = await done(request, form, _command(request, form), form["action"])
    except TROUBLES as wrong:
        problem = told(wrong)
    if problem:
        return await _one(request, form.visitor, problem)
    return back_to(f"/mailings/{request.path_params['mailing_id']}")


def _command(request: Request, form: Posted) -> Command:
    asked = {"mailing_id": request.path_params["mailing_id"], "edition": form["edition"]}
    match form["action"]:
        case "proof":
            return checked(ProofMailing, asked)
        case "approve":
            return checked(ApproveMailing, asked)
        case "stop":
            return checked(StopMailing, {"mailing_id": asked["mailing_id"], "reason": form["reason"] or None})
    raise Rejected("a-word-is-unknown", "Choose what is to be done: proof, approve or stop.", "action")


async def _one(request: Request, visitor: Visitor, problem: str = "") -> Response:
    mailing = await mailing_of(request)

    def read(tx: Tx) -> tuple[list[MailingPart], Progress, dict[str, Any]]:
        return store.parts(tx, mailing), store.progress(tx, mailing), store.proof_states(tx, mailing)

    parts, progress, proofs = await site_of(request).service.read(read)
    recipients = [each for part in parts for each in part.recipients]
    left_out = [each for part in parts for each in part.left_out]
    office = [mailing.prepared_by, mailing.approved_by, mailing.stopped_by, *mailing.proofs]
    shown = [*(each.person_id for each in left_out), *recipients]
    wanted = [*dict.fromkeys(each for each in office if each), *shown][:MOST_SHOWN]
    names = await names_of(request, visitor, wanted, "mailings")
    return desk_page(
        request, "mailings/mailing.html", 422 if problem else 200, it=mailing, progress=progress, proofs=proofs,
        recipients=[names[each] for each in recipients if each in names], people=len(recipients),
        left_out=[(masked(names.get(each.person_id, "")), each.reason) for each in left_out],
        mine=proofs.get(visitor.person_id), names=names, problem=problem,
    )  # fmt: skip
