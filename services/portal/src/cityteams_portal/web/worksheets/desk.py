"""The private requests about drafts and parts, on behalf of whoever asks; registration decides whether they may."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from cityteams_chassis import Service, Transient
from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    DRAFT_DROP,
    DRAFT_LIST,
    DRAFT_READ,
    DRAFT_SAVE,
    DRAFT_SHARE,
    PART_GIVE,
    PART_READ,
    PERSON_NAMES,
    PERSON_PUBLIC,
    Done,
    DraftCard,
    DraftRead,
    DraftSaved,
    DraftsListed,
    DropDraft,
    GivePart,
    ListDrafts,
    NamesRead,
    PartGiven,
    PartRead,
    PublicLead,
    PublicLeadsRead,
    ReadDraft,
    ReadNames,
    ReadPart,
    ReadPublicLeads,
    SaveDraft,
    ShareDraft,
)
from cityteams_contracts.values import PersonId
from cityteams_portal.web.visitor import NotYours

R = TypeVar("R", bound=BaseModel)
_NOT_YOURS = "not-yours-or-not-there"
_A_MOMENT = 0.5  # seconds that a public page waits for what it can do without


async def _asked(service: Service, subject: str, question: BaseModel, answer: type[R]) -> R:
    try:
        return await service.request(subject, question, answer)
    except Rejected as no:
        if no.code == _NOT_YOURS:
            raise NotYours from None
        raise


async def read_draft(service: Service, draft_id: str, actor: PersonId) -> DraftRead:
    """The draft; raises NotYours, also when it is not there, and Transient when registration is away."""
    return await _asked(service, DRAFT_READ, ReadDraft(draft_id=draft_id, actor=actor), DraftRead)


async def save_draft(service: Service, given: SaveDraft) -> DraftSaved:
    """Saves the changed fields; raises NotYours, Rejected and Transient."""
    return await _asked(service, DRAFT_SAVE, given, DraftSaved)


async def list_drafts(service: Service, actor: PersonId) -> tuple[DraftCard, ...]:
    """The drafts that somebody may write in, the latest first."""
    return (await _asked(service, DRAFT_LIST, ListDrafts(actor=actor), DraftsListed)).drafts


async def share_draft(service: Service, given: ShareDraft) -> None:
    """Invites a co-editor; raises NotYours when somebody other than the owner asks."""
    await _asked(service, DRAFT_SHARE, given, Done)


async def drop_draft(service: Service, draft_id: str, actor: PersonId) -> None:
    """Throws a draft away; raises NotYours when somebody other than the owner asks."""
    await _asked(service, DRAFT_DROP, DropDraft(draft_id=draft_id, actor=actor), Done)


async def give_part(service: Service, given: GivePart) -> PartGiven:
    """Gives private answers; the id under which a command may speak of them."""
    return await _asked(service, PART_GIVE, given, PartGiven)


async def read_part(service: Service, part_id: str, actor: PersonId, purpose: str) -> Mapping[str, Any]:
    """What a private part says; nothing when it was erased or registration is away for a moment."""
    try:
        question = ReadPart(part_id=part_id, actor=actor, purpose=purpose)
        return (await _asked(service, PART_READ, question, PartRead)).content
    except (NotYours, Transient):
        return {}


async def names_of(service: Service, people: Iterable[PersonId], actor: PersonId, purpose: str) -> dict[str, str]:
    """The names of people, as far as they are known to whoever asks; none when registration is away."""
    wanted = tuple(dict.fromkeys(people))[:500]
    try:
        question = ReadNames(person_ids=wanted, actor=actor, purpose=purpose)
        return (await _asked(service, PERSON_NAMES, question, NamesRead)).names if wanted else {}
    except (NotYours, Rejected, Transient):
        return {}


async def public_lead(service: Service, person_id: PersonId) -> PublicLead | None:
    """The contact of a team lead who chose to be public; read at the moment of showing and kept nowhere."""
    question = ReadPublicLeads(person_ids=(person_id,))
    try:
        found = await service.request(PERSON_PUBLIC, question, PublicLeadsRead, timeout=_A_MOMENT)
    except (Rejected, Transient):
        return None
    return found.leads.get(person_id)
