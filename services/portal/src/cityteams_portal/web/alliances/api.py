"""What the API tells of alliances: all of them, one, as it was, its history, its documents."""

from typing import Any

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import BlueprintPublished
from cityteams_portal.domain.alliance import Alliance
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import Happened
from cityteams_portal.store import alliances as store
from cityteams_portal.store.life import happened
from cityteams_portal.web.life.told import happened_json, moment_asked
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, visitor_of

_ALLIANCE: TypeAdapter[Alliance] = TypeAdapter(Alliance)


def sees_people(visitor: Visitor | None, it: Alliance | None) -> bool:
    """Whether somebody may see, by id, who chairs and who asks: the office and the chairs."""
    return visitor is not None and (visitor.is_office or (it is not None and visitor.person_id in it.chair_ids))


def alliance_json(it: Alliance, *, people: bool) -> dict[str, Any]:
    """An alliance as its events tell it; of its chairs others see the organisations alone."""
    told: dict[str, Any] = _ALLIANCE.dump_python(it, mode="json")
    told.pop("sought")
    if not people:
        told.pop("applicants")
        for each in (*told["chairs"], *told["entities"]):
            each.pop("person_id")
        for each in told["groups"]:
            each["chair"] = each["chair"] is not None
    return told


async def alliance_list(request: Request) -> Response:
    """`GET /api/v1/super-clusters?q`: all that live, or those that are or were called so."""
    words, visitor = request.query_params.get("q", ""), visitor_of(request)
    found = await site_of(request).service.read(lambda tx: store.alliances(tx, words))
    return JSONResponse({"items": [alliance_json(each, people=sees_people(visitor, each)) for each in found]})


async def alliance(request: Request) -> Response:
    """`GET /api/v1/super-clusters/{id}`: with its clusters; `?at=` as it was. A merged id answers as it lives on."""
    at, key, visitor = moment_asked(request), request.path_params["super_cluster_id"], visitor_of(request)

    def read(tx: Tx) -> tuple[Alliance | None, Alliance | None, list[ClusterLife]]:
        now = store.living_alliance(tx, key)
        if at is not None:
            return store.alliance_at(tx, key, at), now, []
        return now, now, store.clusters_in(tx, now.super_cluster_id) if now else []

    found, now, clusters = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404)
    told = alliance_json(found, people=sees_people(visitor, now))
    belonging = [{"cluster_id": each.cluster_id, "title": each.title, "phase": each.phase} for each in clusters]
    return JSONResponse(told if at else told | {"clusters": belonging})


async def alliance_history(request: Request) -> Response:
    """`GET /api/v1/super-clusters/{id}/history`: everything that happened to this very id, in order."""
    key = request.path_params["super_cluster_id"]

    def read(tx: Tx) -> tuple[list[Happened], Alliance | None]:
        return happened(tx, f"super-cluster:{key}"), store.alliance(tx, key)

    found, now = await site_of(request).service.read(read)
    if not found:
        raise HTTPException(404)
    people = sees_people(visitor_of(request), now)
    return JSONResponse({"items": [happened_json(each, people=people) for each in found]})


async def blueprint(request: Request) -> Response:
    """`GET /api/v1/super-clusters/{id}/blueprints/{document}`: the last version, or with `?number=` that one."""
    found = await load_blueprint(request)
    return JSONResponse(found.model_dump(mode="json"))


async def load_blueprint(request: Request) -> BlueprintPublished:
    """A version of a document; raises HTTPException 404, Rejected for a number that is none."""
    key, document = request.path_params["super_cluster_id"], request.path_params["document"]
    number = request.query_params.get("number", "")
    if number and not (number.isascii() and number.isdigit()):
        raise Rejected("a-number-is-needed", "number: say a whole number, such as 2.", "number")
    rows = await site_of(request).service.read(lambda tx: happened(tx, f"super-cluster:{key}"))
    events = (each.event() for each in rows if each.name == "super-cluster.blueprint-published")
    versions = [each for each in events if isinstance(each, BlueprintPublished) and each.document == document]
    wanted = [each for each in versions if not number or each.number == int(number[:9])]
    if not wanted:
        raise HTTPException(404)
    return wanted[-1]
