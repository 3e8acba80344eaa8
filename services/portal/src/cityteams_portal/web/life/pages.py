"""The pages of a cluster's life: its history with any past state, and the desk of its team."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import ClusterStage, MemberRole
from cityteams_portal import store as portal_store
from cityteams_portal.domain.alliance import Alliance
from cityteams_portal.domain.cluster import Invitation
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import Happened
from cityteams_portal.store import alliances as alliances_store
from cityteams_portal.store import life as store
from cityteams_portal.web.life.posted import command_of
from cityteams_portal.web.life.told import moment_asked, sees_people
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import Visitor, signed_in, visitor_of

ROLES = {role: str(role).replace("_", " ").capitalize() for role in MemberRole}
STAGES = {stage: str(stage).replace("_", " ").capitalize() for stage in ClusterStage}


async def history(request: Request) -> Response:
    """`GET /clusters/{id}/history`: everything that happened, and with `?at=` the cluster as it was."""
    cluster_id, problem, at = request.path_params["cluster_id"], "", None
    try:
        at = moment_asked(request)
    except Rejected as no:
        problem = no.reason

    def read(tx: Tx) -> tuple[ClusterLife | None, ClusterLife | None, list[Happened]]:
        now = store.cluster_life(tx, cluster_id)
        then = store.cluster_at(tx, cluster_id, at) if at else now
        return now, then, store.happened(tx, f"cluster:{cluster_id}")

    now, then, trail = await site_of(request).service.read(read)
    if now is None:
        raise HTTPException(404)
    visitor = visitor_of(request)
    people = [each.by for each in trail] if visitor and visitor.is_office else []
    names = await names_of(request, visitor, people, f"the history of cluster {cluster_id}") if visitor else {}
    return show(
        request,
        "life/history.html",
        422 if problem else 200,
        now=now,
        then=then,
        at=at,
        asked=request.query_params.get("at", ""),
        trail=trail,
        names=names if people else None,
        roles=ROLES,
        problem=problem,
    )


@dataclass(frozen=True)
class _Desk:
    """What the page of a team shows."""

    life: ClusterLife
    invitations: tuple[Invitation, ...]
    alliances: Mapping[str, Alliance]


async def team(request: Request) -> Response:
    """`GET /clusters/{id}/team`: what may be done with a cluster, as forms."""
    return await _team(request, signed_in(request))


async def _team(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    cluster_id = request.path_params["cluster_id"]

    def read(tx: Tx) -> _Desk | None:
        life = store.cluster_life(tx, store.living_id(tx, cluster_id))
        file = portal_store.cluster_file(tx, life.cluster_id) if life else None
        if life is None:
            return None
        alliances = {each.super_cluster_id: each for each in alliances_store.alliances(tx)}
        return _Desk(life, file.invitations if file else (), alliances)

    desk = await site_of(request).service.read(read)
    if desk is None:
        raise HTTPException(404)
    leads = sees_people(visitor, desk.life)
    people = [desk.life.lead, *(each.person_id for each in desk.life.applicants)] if visitor.is_office else []
    return desk_page(
        request,
        "life/team.html",
        422 if problem else 200,
        desk=desk,
        life=desk.life,
        leads=leads,
        speaks=[key for key, who in desk.life.speakers.items() if who == visitor.person_id],
        names=await names_of(request, visitor, people, f"the team of cluster {desk.life.cluster_id}"),
        roles=ROLES,
        stages=STAGES,
        problem=problem,
        typed=form,
    )


async def act(request: Request) -> Response:
    """`POST /clusters/{id}/team`: one of the forms."""
    form = await posted(request, None)
    cluster_id = request.path_params["cluster_id"]
    try:
        problem = await done(request, form, await command_of(request, form, cluster_id), form["action"])
    except (*TROUBLES, ValueError) as wrong:
        problem = told(wrong) if isinstance(wrong, TROUBLES) else "Choose one of the words in the list."
    return await _team(request, form.visitor, problem, form) if problem else back_to(f"/clusters/{cluster_id}/team")
