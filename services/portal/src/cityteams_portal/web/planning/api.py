"""`/api/v1/gatherings` and `/api/v1/sessions`: what is planned, what is public, and every command of planning."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Command
from cityteams_contracts.events import SessionEntry
from cityteams_portal.domain.planning.board import Board
from cityteams_portal.domain.planning.comparing import Difference, now_and_next, written_to
from cityteams_portal.domain.planning.session import AgendaSession, SessionState
from cityteams_portal.store import planning as store
from cityteams_portal.web.api_asking import checked
from cityteams_portal.web.bodies import json_body
from cityteams_portal.web.office.sending import send
from cityteams_portal.web.planning.reading import asked_moment, file_of, lines_of, release_of
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role, signed_in, visitor_of

Handler = Callable[[Request], Awaitable[Response]]
_PEOPLE = {"speakers", "facilitator", "introducers", "people"}
"""Fields that name people: shown to the secretariat alone."""


def asking(kind: type[Command], words: str, *, office: bool = True) -> Handler:
    """The route of a command: its body is the command without what the address says already."""

    async def handler(request: Request) -> Response:
        visitor = require_role(request) if office else signed_in(request)
        told = await json_body(request) if await request.body() else {}
        if not isinstance(told, dict):
            raise HTTPException(400, "Send one JSON object.")
        return await send(request, visitor, checked(kind, {**told, **request.path_params}))

    handler.__name__ = kind.name.rpartition(".")[2].replace("-", "_")
    handler.__doc__ = words
    return handler


def _office(request: Request) -> bool:
    visitor = visitor_of(request)
    return visitor is not None and visitor.is_office


def told(value: BaseModel, *, office: bool) -> dict[str, Any]:
    """A value as JSON; who is in it, only for the secretariat."""
    found: dict[str, Any] = value.model_dump(mode="json", exclude=None if office else _PEOPLE)
    return found


def lines(entries: Iterable[SessionEntry], *, office: bool) -> list[dict[str, Any]]:
    """Sessions of an agenda as JSON."""
    return [told(entry, office=office) for entry in entries]


def gathering_json(board: Board) -> dict[str, Any]:
    """A gathering as it is planned."""
    held = board.held.model_dump(mode="json", exclude={"what"})
    for track in held["tracks"]:
        track.pop("emcees")
    return {**held, "cancelled": board.cancelled is not None, "release": board.release or None}


async def gatherings(request: Request) -> Response:
    """`GET /api/v1/gatherings`: all gatherings, the latest first."""
    found = await site_of(request).service.read(store.boards)
    return JSONResponse({"items": [gathering_json(each) for each in found]})


async def gathering(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}`: days, rooms, tracks, booths and deadlines."""
    return JSONResponse(gathering_json((await file_of(request)).board))


def session_json(session: AgendaSession, *, office: bool) -> dict[str, Any]:
    """A session as JSON."""
    content = told(session.content, office=office)
    for each in content["introductions"]:
        each.pop("person_id") if not office else None
    by = {"proposed_by": session.proposed_by} if office else {}
    about = {"session_id": session.session_id, "gathering_id": session.gathering_id, "state": session.state}
    return {**about, "priority": session.priority, "reason": session.reason, "content": content, **by}


def may_see(session: AgendaSession, visitor: Visitor | None) -> bool:
    """What is accepted is public; what is not, is for who proposed it and for the secretariat."""
    if session.state is SessionState.ACCEPTED:
        return True
    return visitor is not None and (visitor.is_office or visitor.person_id == session.proposed_by)


async def sessions(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/sessions`: those accepted; the secretariat sees all, others also their own."""
    file, visitor = await file_of(request), visitor_of(request)
    seen = [each for each in file.sessions if may_see(each, visitor)]
    return JSONResponse({"items": [session_json(each, office=_office(request)) for each in seen]})


async def session(request: Request) -> Response:
    """`GET /api/v1/sessions/{id}`."""
    name = request.path_params["session_id"]
    found = await site_of(request).service.read(lambda tx: store.agenda_session(tx, name))
    if found is None or not may_see(found, visitor_of(request)):
        raise HTTPException(404)
    return JSONResponse(session_json(found, office=_office(request)))


async def plan(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/plan`: the agenda in progress, the rules, and the search or repair that runs."""
    require_role(request)
    file = await file_of(request)
    board = file.board
    return JSONResponse({
        "sessions": lines(file.progress, office=True),
        "unplaced": [each.session_id for each in file.unplaced],
        "rules": [rule.model_dump(mode="json") for rule in board.rules],
        "warnings": list(board.warnings),
        "search": board.search.model_dump(mode="json") if board.search else None,
        "repair": board.repair.model_dump(mode="json") if board.repair else None,
    })  # fmt: skip


def difference_json(each: Difference, *, office: bool) -> dict[str, Any]:
    """One difference."""
    was, now = (told(line, office=office) if line else None for line in (each.was, each.now))
    people = {"people": list(each.people)} if office else {}
    return {"change": each.change, "title": each.title, "was": was, "now": now, **people}


async def ahead(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/differences`: what the next release would change, and who would be written to."""
    require_role(request)
    found = (await file_of(request)).ahead
    items = [difference_json(each, office=True) for each in found]
    return JSONResponse({"items": items, "written_to": list(written_to(found))})


async def releases(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/releases`: every release, the last first."""
    found = (await file_of(request)).releases
    items = [
        {
            "release": each.number,
            "released_at": each.released_at.isoformat(),
            "rolled_back_to": each.rolled_back_to,
            "sessions": len(lines_of(each)),
        }
        for each in found
    ]
    return JSONResponse({"items": items})


async def release(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/releases/{number}`: a release as it was, for good."""
    _file, found = await release_of(request)
    return JSONResponse({
        "gathering_id": found.gathering_id,
        "title": found.title,
        "release": found.number,
        "released_at": found.released_at.isoformat(),
        "rolled_back_to": found.rolled_back_to,
        "rooms": [room.model_dump(mode="json") for room in found.rooms],
        "sessions": lines(lines_of(found), office=_office(request)),
    })  # fmt: skip


async def now(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/now`: what is held and what is next, with delays; `?at=` asks for another moment."""
    file, moment = await file_of(request), asked_moment(request)
    parts = now_and_next(file.public, file.board.delays, moment)
    names = ("now", "next")
    told_lines = {
        name: [
            {
                **told(each.entry, office=_office(request)),
                "starts": each.starts.isoformat(),
                "ends": each.ends.isoformat(),
                "late": each.late,
            }
            for each in part
        ]
        for name, part in zip(names, parts, strict=True)
    }
    return JSONResponse({"at": moment.isoformat(), **told_lines})


async def requests(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/requests`: booths and travel support with the reasons of each answer."""
    visitor = signed_in(request)
    found = (await file_of(request)).requests
    seen = [each for each in found if visitor.is_office or each.asked_by == visitor.person_id]
    names = ("request_id", "what", "title", "priority", "state", "number", "decided_by", "why")
    items = [{name: getattr(each, name) for name in names} | {"reasons": list(each.reasons)} for each in seen]
    return JSONResponse({"items": items})
