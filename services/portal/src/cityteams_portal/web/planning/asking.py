"""Forms for everybody: the call for sessions and requests for booths; and for the secretariat, a new gathering."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command, Rejected
from cityteams_contracts.events import AskBooth, GatheringKind, ProposeSession, SessionContent, SessionKind
from cityteams_portal.store import planning as store
from cityteams_portal.web.asking import repeatable_id
from cityteams_portal.web.guard import token_matches
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, posted, told
from cityteams_portal.web.planning.reading import file_of
from cityteams_portal.web.planning.typed import holding
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import signed_in, visitor_of


async def gatherings(request: Request) -> Response:
    """`GET /gatherings`: all gatherings, the latest first."""
    return await _gatherings(request)


async def _gatherings(request: Request, problem: str = "", form: Posted | None = None) -> Response:
    found = await site_of(request).service.read(store.boards)
    visitor = visitor_of(request)
    known: dict[str, Any] = {"boards": found, "problem": problem, "typed": form}
    known |= {"kinds": [kind.value for kind in GatheringKind], "office": visitor is not None and visitor.is_office}
    return desk_page(request, "planning/gatherings.html", 422 if problem else 200, **known)


async def hold(request: Request) -> Response:
    """`POST /gatherings`: the secretariat announces a gathering."""
    form = await posted(request)
    try:
        command = holding(form)
        problem = await done(request, form, command)
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _gatherings(request, problem, form) if problem else back_to(f"/gatherings/{form['gathering_id']}")


async def ask(request: Request) -> Response:
    """`GET /gatherings/{id}/ask`: propose a session, or ask for a booth."""
    signed_in(request)
    return await _ask(request)


async def _ask(request: Request, problem: str = "", form: Posted | None = None) -> Response:
    file = await file_of(request)
    kinds = [kind.value for kind in SessionKind]
    known: dict[str, Any] = {"file": file, "board": file.board, "kinds": kinds, "problem": problem, "typed": form}
    return desk_page(request, "planning/ask.html", 422 if problem else 200, **known)


async def send_ask(request: Request) -> Response:
    """`POST /gatherings/{id}/ask`."""
    form = await _sent(request)
    gathering_id = request.path_params["gathering_id"]
    try:
        make = _ACTS.get(form["action"])
        if make is None:
            raise Rejected("a-word-is-unknown", "This page does not know what was asked; load it again.", "action")
        command = make(form, gathering_id, repeatable_id(form["action"], form.visitor.person_id, form["act_id"]))
        problem = await done(request, form, command)
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _ask(request, problem, form) if problem else back_to(f"/gatherings/{gathering_id}")


async def _sent(request: Request) -> Posted:
    """The form that whoever is signed in sent; raises Rejected when it is not from a page of this browser."""
    visitor = signed_in(request)
    async with request.form(max_files=1, max_fields=100) as sent:
        form = Posted(visitor, sent.multi_items())
    if not token_matches(request, form["form_token"]):
        raise Rejected("the-page-is-stale", "This page was open too long. Load it again; nothing was changed.")
    return form


def _session(form: Posted, gathering_id: str, name: str) -> Command:
    content = SessionContent(
        kind=SessionKind(form["kind"] or "other"),
        title=form["title"],
        minutes=int(form["minutes"]) if form["minutes"].isdigit() else 30,
        abstract=form["abstract"],
        track_id=form["track_id"] or None,
        cluster_id=form["cluster_id"] or None,
        speakers=(form.visitor.person_id,) if form["myself"] == "1" else (),
        speakers_open=form["myself"] != "1",
        municipal_presenter=form["municipal"] == "1",
        live_demo=form["demo"] == "1",
    )
    return ProposeSession(session_id=name, gathering_id=gathering_id, content=content)


def _booth(form: Posted, gathering_id: str, name: str) -> Command:
    return AskBooth(
        request_id=name,
        gathering_id=gathering_id,
        title=form["title"],
        cluster_id=form["cluster_id"] or None,
        organisation_id=form["organisation_id"] or None,
        number=form["number"] or None,
        pavilion=form["pavilion"] or None,
        municipal_presenter=form["municipal"] == "1",
        live_demo=form["demo"] == "1",
    )


_ACTS: Mapping[str, Callable[[Posted, str, str], Command]] = {"session": _session, "booth": _booth}
