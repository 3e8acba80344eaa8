"""Takes an agenda that somebody else wrote: each of its sessions becomes a planned session of the gathering."""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts.events import PlanSession, SessionKind
from cityteams_portal.complaints import Complained, Complaint
from cityteams_portal.documents.schedule_in import Row, read_schedule
from cityteams_portal.documents.upload import Unfit
from cityteams_portal.domain.gathering import Gathering
from cityteams_portal.store import GATHERINGS
from cityteams_portal.web.api_asking import checked
from cityteams_portal.web.asking import ask, repeatable_id
from cityteams_portal.web.problems import problem
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role, signed_in

_SESSIONS = uuid5(NAMESPACE_URL, "urn:cityteams:imported-sessions")
_KINDS = {
    "talk": SessionKind.CLUSTER_TALK,
    "lecture": SessionKind.CLUSTER_TALK,
    "keynote": SessionKind.PLENARY,
    "meeting": SessionKind.SIDE_MEETING,
    "discussion": SessionKind.BREAKOUT,
    "bof": SessionKind.BIRDS_OF_A_FEATHER,
}
"""Words of other programs for what we call differently; what is none of these and none of ours is `other`."""


async def import_sessions(request: Request) -> Response:
    """`POST /api/v1/gatherings/{id}/sessions/import`: a schedule in XML, JSON or CSV as the body; for the secretariat.

    Every row is looked at before the first command is sent. A file that is sent again is the same commands again.
    """
    require_role(request)
    site, actor = site_of(request), signed_in(request).person_id
    gathering = await site.service.read(lambda tx: tx.get(GATHERINGS, request.path_params["gathering_id"]))
    if gathering is None:
        raise HTTPException(404, "No gathering has this name. Choose one from the agenda.")
    try:
        rows = read_schedule(await request.body())
    except Unfit as no:
        return problem(422, no.code, no.reason)
    commands = _commands(gathering, rows)
    sent = [await ask(site.service, each, repeatable_id("import", each.model_dump_json()), actor) for each in commands]
    told = [
        {"session_id": each.session_id, "title": each.content.title, "command_id": command_id}
        for each, command_id in zip(commands, sent, strict=True)
    ]
    return JSONResponse({"sessions": told}, 202)


def _commands(gathering: Gathering, rows: list[Row]) -> list[PlanSession]:
    rooms = {room.name.casefold(): room.room_id for room in gathering.rooms}
    made, wrong = list[PlanSession](), list[Complaint]()
    for number, row in enumerate(rows, 1):
        try:
            made.append(checked(PlanSession, _command(gathering, row, rooms, number)))
        except Complained as no:
            wrong += [
                each if each.path[:1] == ("rows",) else Complaint(("rows", number, *each.path[1:]), each.detail)
                for each in no.found
            ]
    if wrong:
        raise Complained(wrong)
    return made


def _command(gathering: Gathering, row: Row, rooms: Mapping[str, str], number: int) -> dict[str, object]:
    room = row.room.casefold()
    if room and room not in rooms and row.starts is not None:
        known = ", ".join(each.name for each in gathering.rooms)
        what = f"is no room of this gathering; choose one of: {known}"
        raise Complained([Complaint(("rows", number, "room"), what)])
    content: dict[str, object] = {
        "kind": _kind(row.kind),
        "title": row.title,
        "minutes": row.minutes,
        "abstract": row.abstract,
        "rooms": (rooms[room],) if room in rooms else (),
        "speakers_open": True,
    }
    if row.starts is not None:
        content["fixed_at"] = row.starts if row.starts.tzinfo else row.starts.replace(tzinfo=_zone(gathering.time_zone))
    name = str(uuid5(_SESSIONS, f"{gathering.gathering_id}/{row.name}"))
    return {"session_id": name, "gathering_id": gathering.gathering_id, "content": content}


def _kind(told: str) -> SessionKind:
    word = told.strip().lower().replace(" ", "_").replace("-", "_")
    return SessionKind(word) if word in set(SessionKind) else _KINDS.get(word, SessionKind.OTHER)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
