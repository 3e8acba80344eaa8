"""Knocks at every route of the portal in every role, and says who is let in."""

from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.routing import Route

from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.registration import (
    DRAFT_SAVE,
    ContactGiven,
    DraftSaved,
    DuplicateSuspected,
    GiveContact,
    Organisation,
    OrganisationRegistered,
    ProgrammeRole,
    SaveDraft,
)
from cityteams_portal.web.server import website
from tests.portal.desk import Desk
from tests.portal.registration import Registration
from tests.portal.story import CITY, NOON, accepted, season, submitted

FORM = "the-token-of-the-form"
PLACES = {
    "worksheet_id": "w-1",
    "draft_id": "w-1",
    "cluster_id": "c-1",
    "gathering_id": "expo-2018",
    "organisation_id": "o-city",
    "round_id": "sc3-2018",
    "person_id": "p-third",
    "question_id": "q-1",
    "endpoint_id": "e-1",
    "command_id": "x",
    "number": "SC3-2018-0000-0000",
    "ending": "csv",
    "name": "x",
    "key": "organisation",
    "super_cluster_id": "sc",
    "invitation_id": "i-1",
    "document": "paper",
    "group": "group",
}
BODIES = {
    "/api/v1/drafts/{draft_id}": {"changes": {"title": "Another title"}},
    "/api/v1/drafts/{draft_id}/share": {"name": "Third Person", "mail": "third@city.example"},
}
ROLES = ("nobody", "person", "lead", "official", "secretariat", "administrator", "token")


def routes(desk: Desk) -> list[tuple[str, str]]:
    """Method and path of every route there is, in order."""
    app: Any = website(desk.service, desk.settings)
    while not hasattr(app, "routes"):
        app = app._app
    found = [each for each in app.routes if isinstance(each, Route)]
    return [(method, each.path) for each in found for method in sorted((each.methods or set()) - {"HEAD"})]


@dataclass
class Doors:
    """A portal with a worksheet and a draft of `lead`; `official` is named on the worksheet, the others are not."""

    desk: Desk
    registration: Registration
    places: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    lead: str = ""
    official: str = ""

    async def prepare(self) -> "Doors":
        """Gives the people their contacts, begins the draft, and tells the portal of the worksheet."""
        self.lead, self.official = [await self._person(name) for name in ("lead", "official")]
        city = Organisation(name=CITY.name, kind=CITY.kind)
        self.desk.hear(
            OrganisationRegistered(organisation_id="o-city", organisation=city, registered_at=NOON),
            OrganisationRegistered(organisation_id="o-other", organisation=city, registered_at=NOON),
            DuplicateSuspected(
                organisation_id="o-city", other_id="o-other", score=0.9, reasons=("One name.",), question_id="q-1"
            ),
        )
        self.desk.hear(*(event for event in season() if type(event) not in (type(submitted()), type(accepted()))))
        people = {"lead": self.lead, "officials": (self.official,)}
        self.desk.hear(submitted("w-1", **people), accepted("w-1", **people))
        return self

    async def draft(self) -> None:
        """The draft of the lead is there, whatever somebody did with it before."""
        save = SaveDraft(draft_id="w-1", actor=self.lead, round_id="sc3-2018", revision=0, changes={"title": "T"})
        await self.registration.request(DRAFT_SAVE, save, DraftSaved)

    async def _person(self, name: str) -> str:
        question = GiveContact(name=name, mail=f"{name}@city.example")
        given: ContactGiven = await self.registration.request(CONTACT_GIVE, question, ContactGiven)
        return given.person_id

    def client(self, role: str) -> httpx.AsyncClient:
        """A browser of somebody in this role; `token` is a program."""
        match role:
            case "nobody":
                client = self.desk.client(origin="http://localhost")
            case "token":
                client = self.desk.secretariat()
            case "lead" | "official":
                client = self.desk.person(getattr(self, role))
            case "secretariat" | "administrator":
                client = self.desk.person(f"p-{role}", ProgrammeRole(role))
            case _:
                client = self.desk.person("p-stranger")
        client.cookies.set("cityteams_form", FORM)
        return client

    async def knock(self, role: str, method: str, path: str) -> str:
        """What somebody in this role hears: `in`, `sign in` or `no`; a failure of the portal is an error."""
        address = path.format(**(PLACES | self.places))
        await self.draft()
        async with self.client(role) as client:
            if method == "GET":
                answer = await self._look(client, address)
            elif path.startswith("/api/"):
                answer = await client.request(
                    method, address, json=(BODIES | self.bodies).get(path, {}), headers={"if-match": '"0"'}
                )
            else:
                answer = await client.post(address, data={"form_token": FORM})
        assert answer.status_code < 500, (role, method, address, answer.text[:500])
        if answer.status_code == 401 or answer.headers.get("location", "").startswith("/sign-in?"):
            return "sign in"
        return "no" if answer.status_code == 403 else "in"

    @staticmethod
    async def _look(client: httpx.AsyncClient, address: str) -> httpx.Response:
        if address == "/live":  # it never ends
            return httpx.Response(200)
        return await client.get(address)
