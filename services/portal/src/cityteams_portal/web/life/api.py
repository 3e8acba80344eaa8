"""What the API tells of the life of clusters: today's state, any past one, the history."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import Happened
from cityteams_portal.store import life as store
from cityteams_portal.web.life.told import happened_json, life_json, moment_asked, sees_people
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import signed_in, visitor_of


async def cluster_state(request: Request) -> Response:
    """`GET /api/v1/clusters/{id}/life`: members with roles, stage, names, affiliations; `?at=` as it was."""
    at, cluster_id = moment_asked(request), request.path_params["cluster_id"]

    def read(tx: Tx) -> tuple[ClusterLife | None, ClusterLife | None]:
        if at is not None:
            return store.cluster_at(tx, cluster_id, at), store.cluster_life(tx, cluster_id)
        now = store.cluster_life(tx, store.living_id(tx, cluster_id))
        return now, now

    found, now = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404)
    return JSONResponse(life_json(found, people=sees_people(visitor_of(request), now)))


async def cluster_history(request: Request) -> Response:
    """`GET /api/v1/clusters/{id}/history`: everything that happened to this very id, in order."""
    cluster_id = request.path_params["cluster_id"]

    def read(tx: Tx) -> tuple[list[Happened], ClusterLife | None]:
        return store.happened(tx, f"cluster:{cluster_id}"), store.cluster_life(tx, cluster_id)

    found, now = await site_of(request).service.read(read)
    if not found:
        raise HTTPException(404)
    people = sees_people(visitor_of(request), now)
    return JSONResponse({"items": [happened_json(each, people=people) for each in found]})


async def my_invitations(request: Request) -> Response:
    """`GET /api/v1/invitations`: the questions that wait for one's own answer."""
    visitor = signed_in(request)
    found = await site_of(request).service.read(lambda tx: store.questions_to(tx, visitor.person_id))
    items = [
        {
            "invitation_id": each.invitation_id,
            "cluster_id": each.cluster_id,
            "title": each.title,
            "organisation": each.organisation.model_dump(mode="json"),
            "expires_at": each.expires_at and each.expires_at.isoformat(),
        }
        for each in found
    ]
    return JSONResponse({"items": items})
