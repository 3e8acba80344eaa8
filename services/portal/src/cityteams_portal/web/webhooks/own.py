"""Whose endpoints somebody may look after: those of the organisations they belong to, the secretariat all."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cityteams_chassis import Tx
from cityteams_portal import store
from cityteams_portal.domain.endpoint import Endpoint
from cityteams_portal.domain.organisation import Registered
from cityteams_portal.store.mine import organisations_of
from cityteams_portal.store.webhooks import endpoint, endpoints
from cityteams_portal.web.office.api_register import sees_people
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor, signed_in


async def own_endpoint(request: Request) -> tuple[Visitor, Endpoint]:
    """The endpoint of the address. Raises NotYours; the secretariat hears 404 of what is not there."""
    visitor, endpoint_id = signed_in(request), request.path_params["endpoint_id"]

    def read(tx: Tx) -> tuple[Endpoint | None, bool]:
        found = endpoint(tx, endpoint_id)
        return found, found is not None and _may(tx, visitor, found)

    found, may = await site_of(request).service.read(read)
    if found is None and visitor.is_office:
        raise HTTPException(404)
    if found is None or not may:
        raise NotYours
    return visitor, found


async def own_endpoints(request: Request, visitor: Visitor) -> tuple[list[Endpoint], Mapping[str, str]]:
    """The endpoints, and the organisations by id with their names for which one may be registered."""

    def read(tx: Tx) -> tuple[list[Endpoint], dict[str, str]]:
        mine = organisations_of(tx, visitor.person_id)
        found = [each for each in endpoints(tx) if _may(tx, visitor, each)]
        names = {each.organisation_id: each.name for each in mine}
        if visitor.is_office:
            names |= store.organisation_names(tx, (each.organisation_id for each in found))
        return found, names

    return await site_of(request).service.read(read)


def _may(tx: Tx, visitor: Visitor, it: Endpoint) -> bool:
    organisation: Registered | None = store.resolved(tx, it.organisation_id)
    return visitor.is_office or (organisation is not None and sees_people(visitor, organisation))
