"""Rounds: opened from a rule file, with their deadlines, sectors, rules and extensions."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.registration import CloseRound, GrantExtension, ProgrammeRole
from cityteams_portal import store
from cityteams_portal.domain.season import Season
from cityteams_portal.web.office.api_rounds import opening
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, moment_of, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role


async def listed(request: Request) -> Response:
    """`GET /rounds`: all rounds, the latest opened first."""
    return await _listed(request, require_role(request))


async def _listed(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    seasons = await site_of(request).service.read(store.seasons)
    may_open = visitor.has(ProgrammeRole.ADMINISTRATOR)
    status = 422 if problem else 200
    return desk_page(
        request, "office/rounds.html", status, seasons=seasons, may_open=may_open, problem=problem, typed=form
    )


async def open_round(request: Request) -> Response:
    """`POST /rounds`: opens a round, or revises it, by a rule file that is uploaded or pasted."""
    form = await posted(request, ProgrammeRole.ADMINISTRATOR)
    try:
        command = opening((form["file"] or form["text"]).encode())
        problem = await done(request, form, command)
    except TROUBLES as wrong:
        return await _listed(request, form.visitor, told(wrong), form)
    return await _listed(request, form.visitor, problem, form) if problem else back_to(f"/rounds/{command.round_id}")


async def one(request: Request) -> Response:
    """`GET /rounds/{id}`."""
    return await _one(request, require_role(request))


async def _one(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    round_id = request.path_params["round_id"]

    def read(tx: Tx) -> tuple[Season | None, dict[str, str]]:
        found = store.season(tx, round_id)
        return found, store.organisation_names(tx, (each.organisation_id for each in found.extensions) if found else ())

    season, names = await site_of(request).service.read(read)
    if season is None:
        raise HTTPException(404)
    may_close = visitor.has(ProgrammeRole.ADMINISTRATOR) and season.closed_at is None
    told = {"season": season, "names": names, "may_close": may_close, "problem": problem, "typed": form}
    return desk_page(request, "office/round.html", 422 if problem else 200, **told)


async def act(request: Request) -> Response:
    """`POST /rounds/{id}`: an extension for one organisation, or the end of the round."""
    form = await posted(request)
    round_id = request.path_params["round_id"]
    try:
        problem = await done(request, form, await _command(request, form, round_id))
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _one(request, form.visitor, problem, form) if problem else back_to(f"/rounds/{round_id}")


async def _command(request: Request, form: Posted, round_id: str) -> Command:
    if form["action"] == "close":
        return CloseRound(round_id=round_id)
    named = form["organisation_id"]
    if await site_of(request).service.read(lambda tx: store.resolved(tx, named)) is None:
        raise Rejected(
            "the-organisation-is-unknown", "No organisation has this id; copy it from its page.", "organisation_id"
        )
    until = moment_of(form["until"], "until")
    return GrantExtension(round_id=round_id, organisation_id=named, until=until)
