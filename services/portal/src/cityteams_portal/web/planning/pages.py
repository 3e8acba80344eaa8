"""Pages for everybody: a gathering, its sessions, what is held now, the changelog, and releases of old."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal.domain.planning.comparing import differences, now_and_next
from cityteams_portal.domain.planning.session import SessionState
from cityteams_portal.web.planning.api import may_see
from cityteams_portal.web.planning.reading import asked_moment, file_of, lines_of, release_of
from cityteams_portal.web.site import show
from cityteams_portal.web.visitor import visitor_of

STATES = {
    SessionState.PROPOSED: "Proposed",
    SessionState.ACCEPTED: "Accepted",
    SessionState.DECLINED: "Declined",
    SessionState.WITHDRAWN: "Withdrawn",
}


async def gathering(request: Request) -> Response:
    """`GET /gatherings/{id}`: days, place, deadlines, tracks, sessions and booths."""
    file, visitor = await file_of(request), visitor_of(request)
    lines = {entry.session_id: entry for entry in file.public}
    seen = [each for each in file.sessions if may_see(each, visitor)]
    given = {each.number: each for each in file.requests if each.number}
    return show(
        request, "planning/gathering.html", file=file, board=file.board, sessions=seen, lines=lines, given=given,
        states=STATES,
    )  # fmt: skip


async def session(request: Request) -> Response:
    """`GET /gatherings/{id}/sessions/{session}`: what it is, when and where; with a delay of the day."""
    file, name = await file_of(request), request.path_params["session_id"]
    found = next((each for each in file.sessions if each.session_id == name), None)
    if found is None or not may_see(found, visitor_of(request)):
        raise HTTPException(404)
    line = next((entry for entry in file.public if entry.session_id == name), None)
    late = next((each for each in file.board.delays if each.session_id == name), None)
    track = next((each for each in file.board.held.tracks if each.track_id == found.content.track_id), None)
    told: dict[str, Any] = {
        "file": file,
        "board": file.board,
        "session": found,
        "line": line,
        "late": late,
        "track": track,
    }
    return show(request, "planning/session.html", states=STATES, **told)


async def now(request: Request) -> Response:
    """`GET /gatherings/{id}/now`: what is held now and what is next, room by room."""
    file, moment = await file_of(request), asked_moment(request)
    held, following = now_and_next(file.public, file.board.delays, moment)
    told: dict[str, Any] = {"file": file, "board": file.board, "moment": moment, "held": held, "following": following}
    return show(request, "planning/now.html", **told)


async def changelog(request: Request) -> Response:
    """`GET /gatherings/{id}/changelog`: every release and what it changed, the last first."""
    file = await file_of(request)
    older = [*(lines_of(each) for each in file.releases[1:]), ()][: len(file.releases)]
    changes = [(each, differences(before, lines_of(each))) for each, before in zip(file.releases, older, strict=True)]
    return show(request, "planning/changelog.html", file=file, board=file.board, changes=changes)


async def release(request: Request) -> Response:
    """`GET /gatherings/{id}/releases/{number}`: a release as it was; the address stays good."""
    file, found = await release_of(request)
    names = {None: "Whole house"} | {room.room_id: room.name for room in found.rooms}
    told: dict[str, Any] = {
        "file": file,
        "board": file.board,
        "release": found,
        "lines": lines_of(found),
        "names": names,
    }
    return show(request, "planning/release.html", **told)
