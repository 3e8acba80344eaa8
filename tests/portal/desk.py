"""The portal without a bus: events go through the real fold into a real store, requests through the real site."""

import asyncio
from typing import Any

import httpx
from pydantic import SecretStr
from starlette.routing import Route

from cityteams_chassis import Service, Transient
from cityteams_contracts import Command, Event, Rejected
from cityteams_contracts.registration import (
    ContactGiven,
    GiveContact,
    NamesRead,
    ProgrammeRole,
    PublicLead,
    PublicLeadsRead,
    ReadNames,
    ReadPublicLeads,
)
from cityteams_portal import tables
from cityteams_portal.settings import Settings
from cityteams_portal.web.server import website
from cityteams_store.batch import Outcome
from cityteams_store.envelope import Envelope
from tests.portal.signing import COOKIE, sign_in
from tests.portal.story import NOON
from tests.support.desk import TwiceDesk, message_in

TOKEN = "secretariat-of-the-test"
CHASSIS = ("inbox", "outbox", "versions")
OWN_TABLES = [
    table for table in tables.metadata.sorted_tables if table.name not in CHASSIS and not table.info.get("private")
]


def settings_for(url: str, **change) -> Settings:
    """Settings of a portal over a store, with a token and a short wait."""
    chosen: dict[str, Any] = {
        "store_url": url,
        "api_token": SecretStr(TOKEN),
        "answer_wait": 0.05,
        "log_level": "error",
    }
    return Settings(**(chosen | change))


class Desk(TwiceDesk):
    """`hear` folds events; `client` is a browser; `people` holds the contacts that were given privately."""

    noon = NOON
    state = OWN_TABLES

    def __init__(self, service: Service, settings: Settings) -> None:
        super().__init__(service)
        self.settings = settings
        self.people: list[GiveContact] = []
        self.away = False
        self.public_leads: dict[str, PublicLead] = {}
        self.service.request = self._request  # type: ignore[method-assign]

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A browser of its own, with its own cookies."""
        transport = httpx.ASGITransport(app=website(self.service, self.settings), raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers)

    def person(self, person_id: str = "p-somebody", *roles: ProgrammeRole, name: str = "Sam Body") -> httpx.AsyncClient:
        """A browser in which this person is signed in."""
        client = self.client(origin="http://localhost")
        client.cookies.set(COOKIE, sign_in(self.service, person_id, *roles, name=name))
        return client

    def secretariat(self, **headers: str) -> httpx.AsyncClient:
        """A program that knows the token."""
        return self.client(authorization=f"Bearer {TOKEN}", **headers)

    def hear(self, *events: Event, cause: str | None = None) -> list[Outcome]:
        """Folds events one by one, each of them twice."""
        return self.one_by_one(*events, cause=cause)

    def commands(self) -> list[tuple[str, Command]]:
        """What was sent, with ids, in order."""
        return [(envelope.stamp.id, _command(envelope)) for envelope in self.envelopes()]

    async def answer_next(self, answer) -> None:
        """Says `answer(command_id)` as soon as a command is sent, as its owner would."""
        async with asyncio.timeout(5):
            while not self.commands():
                await self.service.wait_change(0.05)
        command_id, _ = self.commands()[-1]
        self.hear(answer(command_id), cause=command_id)
        self.service._committed()

    async def _request(self, _subject, question, response, timeout=2.0):  # noqa: ASYNC109 - the shape of Service.request
        if self.away:
            raise Transient("nobody answers")
        if isinstance(question, ReadPublicLeads):
            return PublicLeadsRead(leads=self.public_leads)
        if isinstance(question, ReadNames):
            return NamesRead(names={each: f"Name of {each}" for each in question.person_ids})
        if "@" not in question.mail:
            raise Rejected("a-mail-address-is-needed", "This is not a mail address: it has no @.", "mail")
        self.people.append(question)
        assert response is ContactGiven
        return ContactGiven(person_id=f"p-{len(question.mail)}-{question.mail.partition('@')[0]}")


def _command(envelope: Envelope) -> Command:
    command = message_in(envelope)
    assert isinstance(command, Command)
    return command


def routes_of(site) -> list[Route]:
    """Every address of the site, below its guard and its sessions."""
    while not hasattr(site, "routes"):
        site = site._app
    return [route for route in site.routes if isinstance(route, Route)]
