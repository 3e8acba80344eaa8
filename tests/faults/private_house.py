"""A real house from the inside: asks as the portal does, commands as people do, and opens what the stores hold."""

import json
import sqlite3
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from nats.aio.client import Client
from pydantic import BaseModel

from cityteams_cli.bus import Access, connected
from cityteams_contracts import Command, Rejected
from cityteams_registration.desk.rows import Epoch, Key
from cityteams_registration.desk.vault import CannotOpen, Vault
from cityteams_store.envelope import body_of, first_stamp, headers_of

R = TypeVar("R", bound=BaseModel)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Asker:
    """Asks private questions and gives commands on the bus of a running house."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def ask(self, subject: str, question: BaseModel, answer: type[R]) -> R:
        """As a person who presses the button again while nobody answers; raises Rejected."""
        for patience in (5, 10, 20, 40):
            with suppress(TimeoutError):  # the first organisation to come makes registration read the gazetteer
                reply = await self.client.request(subject, question.model_dump_json().encode(), timeout=patience)
                break
        else:
            raise TimeoutError(subject)
        if reply.data.startswith(b'{"error":'):
            raise Rejected(**json.loads(reply.data)["error"])
        return answer.model_validate_json(reply.data)

    async def command(self, command: Command, actor: str) -> str:
        """As the portal's outbox sends it; returns its id."""
        command_id = str(uuid4())
        headers = headers_of(command, first_stamp(command_id, datetime.now(UTC), actor), "portal", None)
        await self.client.jetstream().publish(command.subject, body_of(command), headers=headers)
        return command_id


@asynccontextmanager
async def asking(data: Path, user: str = "portal") -> AsyncIterator[Asker]:
    """A connection with the rights of a service."""
    async with connected(Access.to(user, data, None, None)) as client:
        yield Asker(client)


def rows(data: Path, query: str, service: str = "registration") -> list[tuple[Any, ...]]:
    """What a query finds in a store, also while the house is up."""
    with closing(sqlite3.connect(f"file:{data}/stores/{service}.db?mode=ro", uri=True, timeout=10)) as db:
        return db.execute(query).fetchall()


SEALED = (
    ("contacts", "SELECT person_id, 'contact/whole', sealed FROM contacts"),
    ("drafts", "SELECT owner, draft_id || '/fields', sealed FROM drafts"),
    ("parts", "SELECT owner, part_id || '/content', sealed FROM parts WHERE sealed IS NOT NULL"),
    ("names", "SELECT person_id, editor_id || '/name', sealed_name FROM draft_editors"),
)


def sealed(data: Path) -> list[tuple[str, str, bytes]]:
    """Everything that is sealed: whose, where, and the bytes."""
    return [row for _, query in SEALED for row in rows(data, query)]


def wrapped(data: Path) -> tuple[list[Epoch], list[Key]]:
    """The epochs and keys as they lie there."""
    epochs = rows(data, "SELECT epoch_id, wrapped FROM epochs")
    keys = rows(data, "SELECT person_id, epoch_id, wrapped FROM keys")
    return [Epoch(a, b, NEVER) for a, b in epochs], [Key(a, b, c, NEVER) for a, b, c in keys]


def vault_of(data: Path) -> Vault:
    """With the master key of the house."""
    return Vault(b64decode((data / "secrets" / "contact-key.txt").read_text().strip()))


def opened(vault: Vault, epochs: list[Epoch], keys: list[Key], place: str, locked: bytes) -> bytes | None:
    """What is sealed there, when any of these keys under any of these epochs opens it."""
    for epoch in epochs:
        for key in keys:
            try:
                return vault.opened(key, epoch).open(place, locked)
            except CannotOpen:
                continue
    return None
