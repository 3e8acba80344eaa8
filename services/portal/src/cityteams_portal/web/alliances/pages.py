"""The pages of alliances: all of them, one with its clusters, chairs, groups and blueprints, its history."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_portal import store as portal_store
from cityteams_portal.domain.alliance import Alliance
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import Happened
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.words import SECTORS
from cityteams_portal.store import alliances as store
from cityteams_portal.store.life import happened
from cityteams_portal.web.alliances.api import load_blueprint, sees_people
from cityteams_portal.web.alliances.posted import command_of, forming
from cityteams_portal.web.life.told import moment_asked
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import visitor_of


async def listed(request: Request) -> Response:
    """`GET /super-clusters`: all that live, or those that are or were called so."""
    return await _listed(request)


async def _listed(request: Request, problem: str = "", typed: Posted | None = None) -> Response:
    words, visitor = request.query_params.get("q", ""), visitor_of(request)

    def read(tx: Tx) -> tuple[list[Alliance], list[Season]]:
        return store.alliances(tx, words), portal_store.seasons(tx) if visitor and visitor.is_office else []

    found, rounds = await site_of(request).service.read(read)
    status = 422 if problem else 200
    return desk_page(
        request,
        "alliances/list.html",
        status,
        alliances=found,
        words=words,
        rounds=rounds,
        sectors=SECTORS,
        problem=problem,
        typed=typed,
    )


async def form(request: Request) -> Response:
    """`POST /super-clusters`: forms a SuperCluster or a thematic cluster."""
    sent, new = await posted(request), ""
    try:
        command = await forming(request, sent)
        new, problem = command.key, await done(request, sent, command)
    except (*TROUBLES, ValueError) as wrong:
        problem = told(wrong) if isinstance(wrong, TROUBLES) else "Choose one of the words in the list."
    return await _listed(request, problem, sent) if problem else back_to(f"/super-clusters/{new}")


@dataclass(frozen=True)
class _File:
    """What the page of an alliance shows."""

    it: Alliance
    clusters: list[ClusterLife]
    asking: list[ClusterLife]
    others: list[Alliance]
    ids: tuple[str, ...]


async def one(request: Request) -> Response:
    """`GET /super-clusters/{id}`: also by an id that lives on in another."""
    return await _one(request)


async def _one(request: Request, problem: str = "", typed: Posted | None = None) -> Response:
    visitor = visitor_of(request)

    def read(tx: Tx) -> _File | None:
        it = store.living_alliance(tx, request.path_params["super_cluster_id"])
        if it is None:
            return None
        key, chairs = it.super_cluster_id, sees_people(visitor, it)
        asking = store.clusters_asking(tx, key) if chairs else []
        others = store.alliances(tx) if visitor and visitor.is_office else []
        return _File(it, store.clusters_in(tx, key), asking, others, store.earlier_ids(tx, key))

    file = await site_of(request).service.read(read)
    if file is None:
        raise HTTPException(404)
    people = [*file.it.chair_ids, *(each.chair for each in file.it.groups), *(e.person_id for e in file.it.applicants)]
    office = visitor if visitor and visitor.is_office else None
    about = f"the people of {file.it.super_cluster_id}"
    return desk_page(
        request,
        "alliances/one.html",
        422 if problem else 200,
        file=file,
        it=file.it,
        chairs=sees_people(visitor, file.it),
        names=await names_of(request, office, people, about) if office else None,
        problem=problem,
        typed=typed,
    )


async def act(request: Request) -> Response:
    """`POST /super-clusters/{id}`: one of the forms."""
    sent, key = await posted(request, None), request.path_params["super_cluster_id"]
    try:
        problem = await done(request, sent, await command_of(request, sent, key), sent["action"])
    except (*TROUBLES, ValueError) as wrong:
        problem = told(wrong) if isinstance(wrong, TROUBLES) else "Choose one of the words in the list."
    return await _one(request, problem, sent) if problem else back_to(f"/super-clusters/{key}")


async def history(request: Request) -> Response:
    """`GET /super-clusters/{id}/history`: everything that happened, and with `?at=` the alliance as it was."""
    key, problem, at = request.path_params["super_cluster_id"], "", None
    try:
        at = moment_asked(request)
    except Rejected as no:
        problem = no.reason

    def read(tx: Tx) -> tuple[Alliance | None, Alliance | None, list[Happened]]:
        now = store.alliance(tx, key)
        return now, store.alliance_at(tx, key, at) if at else now, happened(tx, f"super-cluster:{key}")

    now, then, trail = await site_of(request).service.read(read)
    if now is None:
        raise HTTPException(404)
    asked = request.query_params.get("at", "")
    status = 422 if problem else 200
    return show(
        request, "alliances/history.html", status, now=now, then=then, at=at, asked=asked, trail=trail, problem=problem
    )


async def blueprint(request: Request) -> Response:
    """`GET /super-clusters/{id}/blueprints/{document}`: problem, cause, solutions, benefits, summary."""
    found = await load_blueprint(request)
    return show(request, "alliances/blueprint.html", found=found, paper=found.blueprint)
