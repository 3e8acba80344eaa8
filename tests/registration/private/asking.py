"""Asks the private desk as the broker would, with a clock that the test moves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import BaseModel

from cityteams_chassis import Service, Tx
from cityteams_contracts import CONTACT_GIVE, Event
from cityteams_contracts.registration import (
    DRAFT_READ,
    DRAFT_SAVE,
    PART_GIVE,
    PART_READ,
    DraftRead,
    DraftSaved,
    GiveContact,
    GivePart,
    PartGiven,
    PartRead,
    ReadDraft,
    ReadPart,
    SaveDraft,
    WorksheetSubmitted,
)
from cityteams_registration.desk.requests import requests
from cityteams_registration.desk.vault import Vault
from tests.registration.samples import NOON, project
from tests.support.desk import TwiceDesk

T = TypeVar("T")


class Clock:
    """Tells the time that a test sets."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        """So much later."""
        self.now += timedelta(**by)


class Counter:
    """The private desk of a service that needs no broker."""

    def __init__(self, service: Service, key: bytes = bytes(range(32))) -> None:
        self.service, self.clock, self.vault = service, Clock(), Vault(key)
        self.answers = {each.subject: each for each in requests(self.vault, self.clock)}

    async def ask(self, subject: str, question: BaseModel) -> Any:
        """Asks as the broker would."""
        return await self.answers[subject].handler(question, self.service)

    async def person(self, name: str = "Ada Lovelace", mail: str = "") -> str:
        """Somebody who is known by a contact."""
        mail = mail or f"{name.split(maxsplit=1)[0].lower()}@example.org"
        return str((await self.ask(CONTACT_GIVE, GiveContact(name=name, mail=mail))).person_id)

    async def save(self, draft_id: str, actor: str, revision: int, device: str = "", **changes: Any) -> DraftSaved:
        """Saves changed fields of a draft."""
        request = SaveDraft(
            draft_id=draft_id,
            actor=actor,
            round_id="sc3-2018",
            revision=revision,
            changes=changes,
            device=device or None,
        )
        found: DraftSaved = await self.ask(DRAFT_SAVE, request)
        return found

    async def read(self, draft_id: str, actor: str) -> DraftRead:
        """The draft as the actor sees it."""
        found: DraftRead = await self.ask(DRAFT_READ, ReadDraft(draft_id=draft_id, actor=actor))
        return found

    async def typed(self, draft_id: str, actor: str) -> dict[str, Any]:
        """What the fields of a draft hold."""
        return {name: each.value for name, each in (await self.read(draft_id, actor)).fields.items()}

    async def give_part(self, worksheet_id: str, owner: str, actor: str, **content: Any) -> PartGiven:
        """Gives a part."""
        request = GivePart(worksheet_id=worksheet_id, owner=owner, actor=actor, content=content)
        found: PartGiven = await self.ask(PART_GIVE, request)
        return found

    async def read_part(self, part_id: str, actor: str) -> PartRead:
        """Reads a part."""
        found: PartRead = await self.ask(PART_READ, ReadPart(part_id=part_id, actor=actor, purpose="a test"))
        return found

    async def say(self, *events: Event) -> None:
        """Events happen in registration, whatever was asked for."""
        await self.service.act(f"test-{uuid4()}", self.clock.now, lambda tx: tx.say(*events))

    async def submitted(self, worksheet_id: str, lead: str, *officials: str) -> None:
        """A worksheet was handed in."""
        whole = project().model_copy(update={"lead": lead, "officials": officials})
        await self.say(
            WorksheetSubmitted(worksheet_id=worksheet_id, round_id="sc3-2018", project=whole, submitted_at=NOON)
        )

    def said(self) -> Sequence[Event]:
        """Everything that was said so far."""
        return _Reader(self.service).said()

    def look(self, work: Any) -> Any:
        """What a question of the store finds."""
        return _Reader(self.service).read(work)


class _Reader(TwiceDesk):
    noon = NOON
    state = ()


def every(table: Any) -> Any:
    """All rows of a table."""

    def rows(tx: Tx) -> Any:
        return tx.rows(table.select())

    return rows
