"""What other systems read under /api/v1."""

import re
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Rejected
from cityteams_portal import paging, store
from cityteams_portal.domain.agenda import Agenda, Place
from cityteams_portal.domain.answer import Answer
from cityteams_portal.domain.cluster import Cluster, Invitation
from cityteams_portal.domain.gathering import Slot
from cityteams_portal.domain.showing import Reader
from cityteams_portal.domain.views import ClusterCard, ClusterFilter
from cityteams_portal.web.asking import answer_to
from cityteams_portal.web.browse import load_agenda
from cityteams_portal.web.life import api as life
from cityteams_portal.web.live import as_json
from cityteams_portal.web.office.told import worksheet_json
from cityteams_portal.web.site import site_of

_PAGE = 200
_LONGEST_WAIT = 10.0
_PREFERS = re.compile(r"(?:^|[,;\s])wait=(\d{1,3}(?:\.\d{1,3})?)\s*(?:$|[,;])")
_ANYTHING: TypeAdapter[Any] = TypeAdapter(
    tuple[Invitation, ...] | tuple[Slot, ...] | Cluster | Answer | tuple[Place, ...] | None
)


async def counters(request: Request) -> Response:
    """`GET /api/v1/counters`."""
    return JSONResponse(as_json(await site_of(request).service.read(store.counters)))


async def clusters(request: Request) -> Response:
    """`GET /api/v1/clusters?q&sector&state&limit&after`: by title; `next` continues the list."""
    asked = request.query_params
    wanted = ClusterFilter(asked.get("sector"), asked.get("state"), paging.place(asked.get("after")), _limit(asked))
    wanted = replace(wanted, text=asked.get("q", "")[:300])
    found = await site_of(request).service.read(lambda tx: store.clusters(tx, wanted))
    return JSONResponse({"items": [_card(each) for each in found.cards], "next": paging.cursor(found.after)})


def _limit(asked: Any) -> int:
    text = asked.get("limit", "50")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _PAGE:
        raise Rejected("a-limit-is-out-of-range", f"limit must be a number from 1 to {_PAGE}.", "limit")
    return int(text)


def _card(card: ClusterCard) -> dict[str, Any]:
    return {**_json(card.cluster), "open_invitations": card.open_invitations}


def _json(value: object) -> Any:
    return _ANYTHING.dump_python(value, mode="json")


async def cluster(request: Request) -> Response:
    """`GET /api/v1/clusters/{id}`: a merged id answers as the cluster it lives on in; `?at=` as it was at a moment."""
    if request.query_params.get("at"):
        return await life.cluster_state(request)
    found = await site_of(request).service.read(lambda tx: store.cluster_file(tx, request.path_params["cluster_id"]))
    if found is None:
        raise HTTPException(404)
    parts = {"invitations": _json(found.invitations), "slots": _json(found.slots)}
    worksheet = found.worksheet and worksheet_json(found.worksheet, Reader.ANYBODY)
    return JSONResponse({**_json(found.cluster), **parts, "worksheet": worksheet})


async def agenda(request: Request) -> Response:
    """`GET /api/v1/agenda/{gathering}`: the last release; `?view=now` gives the slots as they stand."""
    now = request.query_params.get("view") == "now"
    return JSONResponse(_agenda(await load_agenda(request, request.path_params["gathering_id"], now=now)))


def _agenda(found: Agenda) -> dict[str, Any]:
    held = found.gathering
    places = tuple(place for day in found.days for hour in day.hours for cell in hour.cells for place in cell)
    return {
        "gathering_id": held.gathering_id,
        "kind": held.kind,
        "title": held.title,
        "place": held.place,
        "time_zone": held.time_zone,
        "release": found.release or None,
        "last_release": held.release or None,
        "changes_since_release": found.changes,
        "rooms": [room.model_dump(mode="json") for room in held.rooms],
        "entries": _json(places),
    }


async def command(request: Request) -> Response:
    """`GET /api/v1/commands/{id}`: waiting, done or rejected. `Prefer: wait=1.5` waits for the answer."""
    site, command_id = site_of(request), request.path_params["command_id"]
    answer = await answer_to(site.service, command_id, wait_of(request))
    if answer is None and await site.service.read(lambda tx: store.sent_here(tx, command_id)) is None:
        raise HTTPException(404, "No command of this id was sent here, and no answer to it is known.")
    return JSONResponse(command_json(command_id, answer))


def wait_of(request: Request) -> float:
    """How many seconds the caller prefers to wait (RFC 7240)."""
    found = _PREFERS.search(request.headers.get("prefer", ""))
    return min(float(found[1]), _LONGEST_WAIT) if found else 0.0


def command_json(command_id: str, answer: Answer | None) -> dict[str, Any]:
    """A command's state."""
    if answer is None:
        return {"command_id": command_id, "state": "waiting"}
    told = _json(answer)
    told.pop("answer_id")
    return {**told, "state": told.pop("outcome")}
