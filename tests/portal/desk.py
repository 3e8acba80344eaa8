"""The portal without a bus: events go through the real fold into a real store, requests through the real site."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import httpx
import sqlalchemy as sa
from pydantic import SecretStr

from cityteams_chassis import Service, Transient
from cityteams_contracts import Command, Event, Rejected, contract_for
from cityteams_contracts.registration import ContactGiven, GiveContact
from cityteams_portal import tables
from cityteams_portal.app import build
from cityteams_portal.settings import Settings
from cityteams_portal.web.server import website
from cityteams_store.batch import Outcome, read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp
from tests.portal.story import NOON

TOKEN = "secretariat-of-the-test"
OWN_TABLES = [table for table in tables.metadata.sorted_tables if table.name not in ("inbox", "outbox", "versions")]


def settings_for(url: str, **change) -> Settings:
    """Settings of a portal over a store, with a token and a short wait."""
    chosen: dict[str, Any] = {
        "store_url": url,
        "api_token": SecretStr(TOKEN),
        "answer_wait": 0.05,
        "log_level": "error",
    }
    return Settings(**(chosen | change))


@dataclass
class Desk:
    """`hear` folds events; `client` is a browser; `people` holds the contacts that were given privately."""

    service: Service
    settings: Settings
    versions: Counter[str] = field(default_factory=Counter)
    people: list[GiveContact] = field(default_factory=list)
    away: bool = False

    def __post_init__(self) -> None:
        self.service.request = self._request  # type: ignore[method-assign]

    @classmethod
    def over(cls, url: str, **change) -> "Desk":
        """A portal over a fresh store."""
        settings = settings_for(url, **change)
        desk = cls(build(settings), settings)
        desk.service.store.migrate()
        return desk

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A browser of its own, with its own cookies."""
        transport = httpx.ASGITransport(app=website(self.service, self.settings), raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers)

    def secretariat(self) -> httpx.AsyncClient:
        """A program that knows the token."""
        return self.client(authorization=f"Bearer {TOKEN}")

    def hear(self, *events: Event, cause: str | None = None) -> list[Outcome]:
        """Folds events one by one, each of them twice."""
        outcomes = []
        for event in events:
            self.versions[event.aggregate] += 1
            stamp = replace(first_stamp(str(uuid4()), NOON), cause=cause)
            envelope = Envelope(event.subject, body_of(event), stamp, self.versions[event.aggregate])
            outcomes.append(self._handle(envelope))
            assert self._handle(envelope).kind == "repeated"
        return outcomes

    def _handle(self, envelope: Envelope) -> Outcome:
        (reaction,) = (r for r in self.service.reactions if envelope.subject.startswith(r.filter.removesuffix(">")))
        item = read_item(envelope, reaction.contracts)
        with self.service.store.writing() as conn:
            (outcome,) = self.service.batches.handle(conn, reaction, [item])
        return outcome

    def commands(self) -> list[tuple[str, Command]]:
        """What was sent, with ids, in order."""
        outbox = self.service.books.outbox
        with self.service.store.engine.connect() as conn:
            rows = conn.execute(sa.select(outbox).order_by(outbox.c.position)).all()
        return [(row.message_id, _command(row.subject, row.body)) for row in rows]

    async def answer_next(self, answer) -> None:
        """Says `answer(command_id)` as soon as a command is sent, as its owner would."""
        async with asyncio.timeout(5):
            while not self.commands():
                await self.service.wait_change(0.05)
        command_id, _ = self.commands()[-1]
        self.hear(answer(command_id), cause=command_id)
        self.service._committed()

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows of the state as the bytes that are stored."""
        with self.service.store.engine.connect() as conn:
            return {
                table.name: [tuple(row) for row in conn.execute(sa.text(f"SELECT * FROM {table.name} ORDER BY 1"))]
                for table in OWN_TABLES
            }

    async def _request(self, _subject, question, response, timeout=2.0):  # noqa: ASYNC109 - the shape of Service.request
        if self.away:
            raise Transient("nobody answers")
        if "@" not in question.mail:
            raise Rejected("a-mail-address-is-needed", "This is not a mail address: it has no @.", "mail")
        self.people.append(question)
        assert response is ContactGiven
        return ContactGiven(person_id=f"p-{len(question.mail)}-{question.mail.partition('@')[0]}")


def _command(subject: str, body: bytes) -> Command:
    contract = contract_for(subject)
    assert contract is not None
    command = contract.model_validate_json(body)
    assert isinstance(command, Command)
    return command
