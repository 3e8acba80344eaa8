"""The register of organisations and the questions about look-alikes."""

from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command
from cityteams_contracts.registration import (
    CorrectOrganisation,
    DuplicateVerdict,
    Membership,
    NamePerson,
    Organisation,
    PersonRole,
    RegisterOrganisation,
    SetMembership,
    UnnamePerson,
)
from cityteams_contracts.values import OrganisationKind
from cityteams_portal import paging, store
from cityteams_portal.domain.words import KINDS
from cityteams_portal.web.asking import repeatable_id
from cityteams_portal.web.office.api_register import give_contact, load_organisation, sees_people, verdict
from cityteams_portal.web.office.asked import organisation_filter, told_query
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role, signed_in

_ROLES = {role: str(role).replace("_", " ").capitalize() for role in PersonRole}
_LEVELS = {level: str(level).capitalize() for level in Membership}


async def listed(request: Request) -> Response:
    """`GET /organisations`: the register by name."""
    return await _listed(request, signed_in(request))


async def _listed(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    wanted = organisation_filter(request.query_params)
    found = await site_of(request).service.read(lambda tx: store.organisations(tx, wanted))
    questions = await site_of(request).service.read(store.open_questions) if visitor.is_office else []
    return desk_page(
        request,
        "office/organisations.html",
        422 if problem else 200,
        organisations=found.organisations,
        after=paging.cursor(found.after),
        query=told_query(request.query_params),
        asked=request.query_params,
        questions=len(questions),
        kinds=KINDS,
        levels=_LEVELS,
        problem=problem,
        typed=form,
    )


async def register(request: Request) -> Response:
    """`POST /organisations`: registers one."""
    form = await posted(request)
    new = repeatable_id("organisation", form["act_id"])
    try:
        problem = await done(request, form, RegisterOrganisation(organisation_id=new, organisation=_typed(form)))
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _listed(request, form.visitor, problem, form) if problem else back_to(f"/organisations/{new}")


def _typed(form: Posted) -> Organisation:
    return Organisation(
        name=form["name"],
        kind=OrganisationKind(form["kind"] or "other"),
        country=form["country"].upper() or None,
        city=form["city"] or None,
        website=form["website"] or None,
    )


async def one(request: Request) -> Response:
    """`GET /organisations/{id}`: what is known of one, also by an id that it had."""
    return await _one(request, signed_in(request))


async def _one(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    it, formerly = await load_organisation(request)
    people = it.people if sees_people(visitor, it) else ()
    trail = await site_of(request).service.read(lambda tx: store.history(tx, f"organisation:{it.organisation_id}"))
    asked = [*(each.person_id for each in people), *(each.by for each in trail.entries)] if visitor.is_office else []
    return desk_page(
        request,
        "office/organisation.html",
        422 if problem else 200,
        it=it,
        people=people,
        formerly=formerly,
        history=trail if visitor.is_office else None,
        names=await names_of(request, visitor, asked, f"the people of organisation {it.organisation_id}"),
        kinds=KINDS,
        levels=_LEVELS,
        roles=_ROLES,
        problem=problem,
        typed=form,
    )


async def act(request: Request) -> Response:
    """`POST /organisations/{id}`: correct, membership, name or unname."""
    form = await posted(request)
    it, _ = await load_organisation(request)
    try:
        problem = await done(request, form, await _command(request, form, it.organisation_id))
    except (*TROUBLES, ValueError) as wrong:
        problem = told(wrong) if isinstance(wrong, TROUBLES) else "Choose one of the words in the list."
    return (
        await _one(request, form.visitor, problem, form) if problem else back_to(f"/organisations/{it.organisation_id}")
    )


async def _command(request: Request, form: Posted, organisation_id: str) -> Command:
    action = form["action"]
    if action == "membership":
        level = Membership(form["membership"]) if form["membership"] else None
        return SetMembership(organisation_id=organisation_id, membership=level)
    if action == "name":
        who = await give_contact(request, form["name"], form["mail"])
        return NamePerson(organisation_id=organisation_id, person_id=who, role=PersonRole(form["role"]))
    if action == "unname":
        who, role = form["person_id"], PersonRole(form["role"])
        return UnnamePerson(organisation_id=organisation_id, person_id=who, role=role)
    return CorrectOrganisation(organisation_id=organisation_id, organisation=_typed(form))


async def questions(request: Request) -> Response:
    """`GET /organisations/questions`: two that look alike, side by side, with the reasons."""
    require_role(request)
    return await _questions(request)


async def _questions(request: Request, problem: str = "") -> Response:
    pairs = await site_of(request).service.read(store.open_questions)
    status = 422 if problem else 200
    return desk_page(
        request, "office/questions.html", status, pairs=pairs, kinds=KINDS, levels=_LEVELS, problem=problem
    )


async def answer(request: Request) -> Response:
    """`POST /organisations/questions/{id}`: merge or keep apart."""
    form = await posted(request)
    said = DuplicateVerdict.MERGE if form["verdict"] == "merge" else DuplicateVerdict.KEEP_APART
    try:
        problem = await done(request, form, await verdict(request, said), request.path_params["question_id"])
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _questions(request, problem) if problem else back_to("/organisations/questions")
