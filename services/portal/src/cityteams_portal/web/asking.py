"""Sends what people ask for, and waits a moment for the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from time import monotonic
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid4, uuid5

from cityteams_chassis import Service
from cityteams_contracts import CONTACT_GIVE, Command, Rejected
from cityteams_contracts.registration import PART_GIVE, ContactGiven, GivePart, PartGiven, SubmitWorksheet
from cityteams_contracts.values import PersonId
from cityteams_portal import store
from cityteams_portal.complaints import Complained, Complaint, Path, path_of
from cityteams_portal.domain.answer import Answer
from cityteams_portal.worksheet_row import PersonRow, WorksheetRow, contact

T = TypeVar("T")
_COMMANDS = uuid5(NAMESPACE_URL, "https://cityteams.org/portal/commands")
_LOOK = 0.25  # seconds after which we look for an answer even if nobody told of a change


def new_id() -> str:
    """A random id."""
    return str(uuid4())


def repeatable_id(*words: str) -> str:
    """The same words give the same id, so that a form sent twice is one command."""
    return str(uuid5(_COMMANDS, "\n".join(words)))


async def ask(service: Service, command: Command, command_id: str, actor: PersonId) -> str:
    """Puts somebody's command into the outbox; on return it is safe. Asking again under the same id changes nothing.

    Raises Rejected when the id was used for something else.
    """
    sent = await service.read(lambda tx: store.sent_here(tx, command_id))
    if sent is None:
        try:
            await service.send([(command_id, command)], datetime.now(UTC), actor)
        except store.AlreadySent:
            service.log.info("command.repeated", command=command_id)
    elif sent != command.model_dump_json().encode():
        raise Rejected("the-key-was-used-before", "This Idempotency-Key belongs to another request; use a new one.")
    return command_id


async def answer_to(service: Service, command_id: str, seconds: float) -> Answer | None:
    """The answer to a command, if it arrives in time."""

    async def look() -> Answer | None:
        return (await service.read(lambda tx: store.answers(tx, [command_id]))).get(command_id)

    return await until_there(service, look, seconds)


async def until_there(service: Service, look: Callable[[], Awaitable[T | None]], seconds: float) -> T | None:
    """What a look finds, as soon as it finds something, or None when it does not come in time."""
    until = monotonic() + seconds
    while True:
        found = await look()
        left = until - monotonic()
        if found is not None or left <= 0 or service.stopping.is_set():
            return found
        await service.wait_change(min(left, _LOOK))


async def give_contacts(service: Service, row: WorksheetRow) -> dict[str, PersonId]:
    """Gives everybody's contact to registration, privately; the person ids by mail address.

    Raises Complained for addresses that registration refuses, Transient when it does not answer.
    """
    places = row.people()
    given = await asyncio.gather(*(_give(service, each) for each in places.values()))
    refused = [
        Complaint(_place(at, no), no.reason) for at, no in zip(places, given, strict=True) if isinstance(no, Rejected)
    ]
    if refused:
        raise Complained(refused)
    return {each.who: who for each, who in zip(places.values(), given, strict=True) if isinstance(who, str)}


async def _give(service: Service, person: PersonRow) -> PersonId | Rejected:
    try:
        return (await service.request(CONTACT_GIVE, contact(person), ContactGiven)).person_id
    except Rejected as no:
        return no


def _place(at: tuple[str | int, ...], no: Rejected) -> Path:
    return (*at, *path_of(no.field))


async def hand_in(
    service: Service,
    row: WorksheetRow,
    actor: PersonId,
    name: Callable[[str], str],
    worksheet: Callable[[], str] = new_id,
) -> str:
    """Gives the contacts and the private answers, then sends the worksheet; returns the command's id.

    `name` makes that id from the body without what is private, so that the same row is the same command.
    """
    bare = row.command(await give_contacts(service, row), worksheet)
    command_id, private = name(bare.model_dump_json()), row.private()
    if not private:
        return await ask(service, bare, command_id, actor)
    if await _sent_before(service, command_id, bare):
        return command_id
    given = GivePart(worksheet_id=bare.worksheet_id, owner=bare.project.lead, actor=actor, content=private)
    part = await service.request(PART_GIVE, given, PartGiven)
    project = bare.project.model_copy(update={"answered": part.answered})
    command = bare.model_copy(update={"part_id": part.part_id, "project": project})
    return await ask(service, command, command_id, actor)


async def _sent_before(service: Service, command_id: str, bare: SubmitWorksheet) -> bool:
    """Whether this very worksheet was sent under this id; the part that was given for it then has another id now."""
    sent = await service.read(lambda tx: store.sent_here(tx, command_id))
    if sent is None:
        return False
    before = SubmitWorksheet.model_validate_json(sent)
    project = before.project.model_copy(update={"answered": ()})
    if before.model_copy(update={"part_id": None, "project": project}) != bare:
        raise Rejected("the-key-was-used-before", "This Idempotency-Key belongs to another request; use a new one.")
    return True
