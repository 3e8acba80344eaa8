"""What people type into forms, turned into ids: organisations by name, people by name and mail address."""

from starlette.requests import Request

from cityteams_contracts import Rejected
from cityteams_contracts.values import OrganisationId, PersonId
from cityteams_portal import store
from cityteams_portal.domain.views import OrganisationFilter
from cityteams_portal.web.office.api_register import give_contact
from cityteams_portal.web.office.forms import Posted
from cityteams_portal.web.site import site_of

_SHOWN = 6


async def organisation_of(request: Request, text: str) -> OrganisationId:
    """The organisation of the register that is meant by an id or a name. Raises Rejected with those that come near."""
    service = site_of(request).service
    known = await service.read(lambda tx: store.resolved(tx, text)) if text else None
    if known is not None:
        return known.organisation_id
    wanted = OrganisationFilter(text=text, limit=_SHOWN)
    near = (await service.read(lambda tx: store.organisations(tx, wanted))).organisations if text else ()
    exact = [each for each in near if each.name.casefold() == text.casefold()]
    if len(exact) == 1 or (len(near) == 1 and not exact):
        return (exact or list(near))[0].organisation_id
    names = "; ".join(f"{each.name} ({each.organisation_id})" for each in exact or near)
    remedy = f"Say one of these by its id: {names}." if names else "Register it first, or correct the name."
    raise Rejected(
        "which-organisation", f"The register does not know exactly one “{text[:80]}”. {remedy}", "organisation"
    )


async def person_of(request: Request, form: Posted, required: bool = True) -> PersonId | None:
    """The person whose name and mail address were typed; oneself when nothing was. Raises Rejected."""
    if form["name"] and form["mail"]:
        return await give_contact(request, form["name"], form["mail"])
    if form["name"] or form["mail"]:
        raise Rejected("a-person-is-needed", "Say both the name and the mail address of the person.", "mail")
    if required:
        raise Rejected("a-person-is-needed", "Say the name and the mail address of the person.", "name")
    return None
