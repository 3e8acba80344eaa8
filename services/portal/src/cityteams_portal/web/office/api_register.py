"""`/api/v1/organisations` and `/api/v1/questions`: the register, and whether two that look alike are one."""

from pydantic import ValidationInfo, model_validator
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_chassis import Tx
from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.registration import (
    AnswerDuplicate,
    ContactGiven,
    CorrectOrganisation,
    DuplicateVerdict,
    GiveContact,
    Membership,
    NamePerson,
    Organisation,
    PersonRole,
    RegisterOrganisation,
    SetMembership,
    UnnamePerson,
)
from cityteams_contracts.values import Country, Id, Line, OrganisationKind, PersonId, Website
from cityteams_portal import paging, store
from cityteams_portal.domain.organisation import Registered
from cityteams_portal.web.api_asking import command_name
from cityteams_portal.web.asking import repeatable_id
from cityteams_portal.web.office.api_worksheets import tagged
from cityteams_portal.web.office.asked import organisation_filter
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.office.told import entry_json, organisation_json, question_json
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor, require_role, signed_in


class OrganisationBody(Body):
    """What is known of an organisation; registration looks up the place of its city."""

    name: Line
    kind: OrganisationKind
    country: Country | None = None
    city: Line | None = None
    website: Website | None = None

    def organisation(self) -> Organisation:
        """The same as a contract."""
        return Organisation(**self.model_dump())


class RegisterBody(OrganisationBody):
    """A new organisation; without an id it gets one."""

    organisation_id: Id | None = None


class MembershipBody(Body):
    """The level of membership in WeGO, or null for none."""

    membership: Membership | None = None


class PersonBody(Body):
    """A person by id, or by name and mail address, which go to registration privately."""

    role: PersonRole
    person_id: PersonId | None = None
    name: Line | None = None
    mail: Line | None = None

    @model_validator(mode="after")
    def _is_somebody(self, _info: ValidationInfo) -> "PersonBody":
        if self.person_id is None and (self.name is None or self.mail is None):
            raise ValueError("needs a person_id, or a name and a mail")
        return self


class UnnameBody(Body):
    """A person's role that is no more."""

    role: PersonRole
    person_id: PersonId


class VerdictBody(Body):
    """What the secretariat says of two organisations that look like one."""

    verdict: DuplicateVerdict


async def listed(request: Request) -> Response:
    """`GET /api/v1/organisations`."""
    visitor, wanted = signed_in(request), organisation_filter(request.query_params)
    found = await site_of(request).service.read(lambda tx: store.organisations(tx, wanted))
    items = [organisation_json(each, people=visitor.is_office) for each in found.organisations]
    return JSONResponse({"items": items, "next": paging.cursor(found.after)})


async def load_organisation(request: Request) -> tuple[Registered, tuple[str, ...]]:
    """The organisation that the id in the address stands for today, and every id that it had; 404 when unknown."""
    asked = request.path_params["organisation_id"]

    def read(tx: Tx) -> tuple[Registered | None, tuple[str, ...]]:
        return store.resolved(tx, asked), store.organisation_ids(tx, asked)

    found, ids = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404)
    return found, ids[1:]


def sees_people(visitor: Visitor, it: Registered) -> bool:
    """Whether somebody may see, by id, who is named at an organisation: the office and those who are."""
    return visitor.is_office or any(each.person_id == visitor.person_id for each in it.people)


async def one(request: Request) -> Response:
    """`GET /api/v1/organisations/{id}`: also by an id that was merged into another."""
    visitor = signed_in(request)
    found, formerly = await load_organisation(request)
    return tagged(request, organisation_json(found, people=sees_people(visitor, found), formerly=formerly))


async def history(request: Request) -> Response:
    """`GET /api/v1/organisations/{id}/history`: of this very id."""
    require_role(request)
    about = f"organisation:{request.path_params['organisation_id']}"
    trail = await site_of(request).service.read(lambda tx: store.history(tx, about))
    if not trail.entries:
        raise HTTPException(404)
    return JSONResponse({"items": [entry_json(each) for each in trail.entries]})


async def register(request: Request) -> Response:
    """`POST /api/v1/organisations`."""
    visitor, body = signed_in(request), await typed_body(request, RegisterBody)
    name = command_name(request, visitor.person_id)
    new = body.organisation_id or repeatable_id("organisation", name)
    it = Organisation(**body.model_dump(exclude={"organisation_id"}))
    return await send(request, visitor, RegisterOrganisation(organisation_id=new, organisation=it))


async def correct(request: Request) -> Response:
    """`POST /api/v1/organisations/{id}/correct`: its people, or the secretariat; registration knows who that is."""
    visitor, body = signed_in(request), await typed_body(request, OrganisationBody)
    return await send(
        request, visitor, CorrectOrganisation(organisation_id=_id(request), organisation=body.organisation())
    )


async def set_membership(request: Request) -> Response:
    """`POST /api/v1/organisations/{id}/membership`."""
    visitor, body = require_role(request), await typed_body(request, MembershipBody)
    return await send(request, visitor, SetMembership(organisation_id=_id(request), membership=body.membership))


async def name_person(request: Request) -> Response:
    """`POST /api/v1/organisations/{id}/people`."""
    visitor, body = signed_in(request), await typed_body(request, PersonBody)
    person_id = body.person_id or await give_contact(request, body.name or "", body.mail or "")
    command = NamePerson(organisation_id=_id(request), person_id=person_id, role=body.role)
    return await send(request, visitor, command)


async def unname_person(request: Request) -> Response:
    """`POST /api/v1/organisations/{id}/people/remove`."""
    visitor, body = signed_in(request), await typed_body(request, UnnameBody)
    command = UnnamePerson(organisation_id=_id(request), person_id=body.person_id, role=body.role)
    return await send(request, visitor, command)


async def give_contact(request: Request, name: str, mail: str) -> PersonId:
    """The id of a person, given privately to registration; raises Rejected when the address is none."""
    contact = GiveContact(name=name, mail=mail)
    return (await site_of(request).service.request(CONTACT_GIVE, contact, ContactGiven)).person_id


async def questions(request: Request) -> Response:
    """`GET /api/v1/questions`: the open ones, the surest first."""
    require_role(request)
    found = await site_of(request).service.read(store.open_questions)
    return JSONResponse({"items": [question_json(each) for each in found]})


async def answer_question(request: Request) -> Response:
    """`POST /api/v1/questions/{id}`: merge or keep apart."""
    visitor, body = require_role(request), await typed_body(request, VerdictBody)
    return await send(request, visitor, await verdict(request, body.verdict))


async def verdict(request: Request, said: DuplicateVerdict) -> AnswerDuplicate:
    """The command that answers the question of the address; raises NotYours when there is none."""
    question_id = request.path_params["question_id"]
    found = await site_of(request).service.read(lambda tx: store.question(tx, question_id))
    if found is None:
        raise NotYours
    asked = found.question
    return AnswerDuplicate(organisation_id=asked.organisation_id, other_id=asked.other_id, verdict=said)


def _id(request: Request) -> str:
    return str(request.path_params["organisation_id"])
