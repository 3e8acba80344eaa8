"""Drafts: saved while somebody types, shared with co-editors, and never half lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    CoEditorInvited,
    Done,
    DraftCard,
    DraftField,
    DraftRead,
    DraftSaved,
    DraftsListed,
    DropDraft,
    FieldConflict,
    ListDrafts,
    ReadDraft,
    SaveDraft,
    ShareDraft,
)
from cityteams_registration.desk.checking import checked
from cityteams_registration.desk.contacts import Clock, person_with, utc_now
from cityteams_registration.desk.rights import not_yours, team_of, writers
from cityteams_registration.desk.rows import Editor, SealedDraft
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.sealed_drafts import Draft, drop_draft, keep_draft, open_draft
from cityteams_registration.desk.store import DRAFTS, EDITORS, drafts_of
from cityteams_registration.desk.vault import Vault
from cityteams_registration.domain.contact import Contact, checked_mail
from cityteams_registration.domain.people.drafting import Clash, Hand, Merged, merge
from cityteams_registration.rights import is_office
from cityteams_registration.store import WORKSHEETS

R = TypeVar("R")
MOST_EDITORS = 20
_YOURS_AT_MOST = 20_000
"""Bytes of what somebody typed that an answer repeats; the answer has to fit into one message."""


class Drafts:
    """Answers the requests about drafts; its log names drafts and people by id and holds nothing that was typed."""

    def __init__(self, vault: Vault, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock

    async def save(self, request: SaveDraft, service: Service) -> DraftSaved:
        """Keeps what was typed, field by field; what somebody else changed meanwhile comes back beside it."""
        saved = await self._act(service, lambda safe: self._save(safe, request))
        service.log.info("draft.saved", draft_id=saved.draft_id, actor=request.actor, revision=saved.revision)
        return saved

    def _save(self, safe: Safe, request: SaveDraft) -> DraftSaved:
        draft = self._open(safe, request.draft_id, request.actor) or self._begun(safe, request)
        hand = Hand(request.actor, safe.now, request.revision, request.device or "", request.turn)
        merged = merge(draft.fields, draft.row.revision, request.changes, hand)
        if merged.revision > draft.row.revision:
            row = replace(draft.row, revision=merged.revision, saved_at=safe.now)
            draft = Draft(row, merged.fields)
            keep_draft(safe, draft)
        row = draft.row
        return DraftSaved(
            draft_id=row.draft_id,
            revision=row.revision,
            saved_at=row.saved_at,
            saved=tuple(merged.saved),
            conflicts=_conflicts(merged),
            refused=merged.refused,
            checklist=checked(safe.tx, row.draft_id, row.round_id, merged.fields, safe.now.date()),
        )

    def _begun(self, safe: Safe, request: SaveDraft) -> Draft:
        """A new draft belongs to who begins it; that of a worksheet which is there already, to its team lead."""
        tx, worksheet = safe.tx, safe.tx.get(WORKSHEETS, request.draft_id)
        if tx.get(DRAFTS, request.draft_id) is not None:
            raise not_yours("draft_id")
        if worksheet is not None and not _may_begin(tx, request):
            raise not_yours("draft_id")
        round_id = request.round_id or (worksheet.round_id if worksheet else None)
        if round_id is None:
            raise Rejected("a-draft-needs-a-round", "Say for which round the draft is.", "round_id")
        owner = request.actor
        if worksheet is not None and safe.key(worksheet.project.lead) is not None:
            owner = worksheet.project.lead
        safe.key_for(owner, make=is_office(tx, owner))
        row = SealedDraft(request.draft_id, owner, round_id, 0, safe.now, b"")
        if owner != request.actor:
            self._invite(safe, row, request.actor, "")
        return Draft(row, {})

    async def read(self, request: ReadDraft, service: Service) -> DraftRead:
        """The whole draft for its owner or a co-editor, who counts as having opened it from now on."""
        found = await self._act(service, lambda safe: self._read(safe, request))
        service.log.info("draft.read", draft_id=request.draft_id, actor=request.actor)
        return found

    def _read(self, safe: Safe, request: ReadDraft) -> DraftRead:
        draft = self._open(safe, request.draft_id, request.actor)
        if draft is None:
            raise not_yours("draft_id")
        invited = safe.tx.get(EDITORS, _editor_id(request.draft_id, request.actor))
        if invited is not None and invited.opened_at is None:
            safe.tx.keep(EDITORS, replace(invited, opened_at=safe.now))
        row, (_, may_write) = draft.row, writers(safe.tx, request.draft_id)
        fields = {
            name: DraftField(value=each.value, revision=each.revision, by=each.by, at=each.at)
            for name, each in draft.fields.items()
        }
        return DraftRead(
            draft_id=row.draft_id,
            worksheet_id=row.draft_id,
            round_id=row.round_id,
            owner=row.owner,
            editors=may_write[1:],
            revision=row.revision,
            saved_at=row.saved_at,
            fields=fields,
            checklist=checked(safe.tx, row.draft_id, row.round_id, draft.fields, safe.now.date()),
        )

    async def list(self, request: ListDrafts, service: Service) -> DraftsListed:
        """The drafts that somebody may write in, the latest first."""

        def cards(safe: Safe) -> tuple[DraftCard, ...]:
            return tuple(_card(open_draft(safe, row)) for row in drafts_of(safe.tx, request.actor))

        found = await service.read(lambda tx: cards(Safe(self._vault, tx, self._clock())))
        service.log.info("draft.listed", actor=request.actor, drafts=len(found))
        return DraftsListed(drafts=found)

    async def share(self, request: ShareDraft, service: Service) -> Done:
        """The owner invites somebody by mail; the answer is the same whether that person was known or not."""
        contact = Contact(name=request.name, mail=checked_mail(request.mail))
        invited = await self._act(service, lambda safe: self._share(safe, request, contact))
        service.log.info("draft.shared", draft_id=request.draft_id, actor=request.actor, person_id=invited)
        return Done()

    def _share(self, safe: Safe, request: ShareDraft, contact: Contact) -> str:
        row, may_write = writers(safe.tx, request.draft_id)
        if row is None or row.owner != request.actor:
            raise not_yours("draft_id")
        if len(may_write) > MOST_EDITORS:
            raise Rejected(
                "a-draft-has-too-many-editors", f"At most {MOST_EDITORS} people can be invited to one draft.", "mail"
            )
        person_id, _ = person_with(safe, contact)
        if person_id in may_write:
            return person_id
        self._invite(safe, row, person_id, contact.name)
        safe.tx.say(CoEditorInvited(person_id=person_id, draft_id=row.draft_id, invited_by=request.actor))
        return person_id

    @staticmethod
    def _invite(safe: Safe, row: SealedDraft, person_id: str, name: str) -> None:
        editor_id = _editor_id(row.draft_id, person_id)
        sealed = safe.key_for(person_id, make=True).seal(f"{editor_id}/name", name.encode())
        opened = None if name else safe.now
        safe.tx.keep(EDITORS, Editor(editor_id, row.draft_id, person_id, safe.now, sealed, opened))

    async def drop(self, request: DropDraft, service: Service) -> Done:
        """The owner throws the draft away."""

        def drop(safe: Safe) -> None:
            row, _ = writers(safe.tx, request.draft_id)
            if row is None or row.owner != request.actor:
                raise not_yours("draft_id")
            drop_draft(safe.tx, row.draft_id)

        await self._act(service, drop)
        service.log.info("draft.dropped", draft_id=request.draft_id, actor=request.actor)
        return Done()

    def _open(self, safe: Safe, draft_id: str, actor: str) -> Draft | None:
        """The draft, if the actor may write in it; otherwise nothing, as if it were not there."""
        row, may_write = writers(safe.tx, draft_id)
        return open_draft(safe, row) if row is not None and actor in may_write else None

    async def _act(self, service: Service, work: Callable[[Safe], R]) -> R:
        now = self._clock()
        return await service.act(f"draft-{uuid4()}", now, lambda tx: work(Safe(self._vault, tx, now)))


def _may_begin(tx: Tx, request: SaveDraft) -> bool:
    return request.actor in team_of(tx, request.draft_id) or is_office(tx, request.actor)


def _editor_id(draft_id: str, person_id: str) -> str:
    return f"{draft_id}.{person_id}"


def _card(draft: Draft) -> DraftCard:
    row = draft.row
    return DraftCard(
        draft_id=row.draft_id,
        worksheet_id=row.draft_id,
        round_id=row.round_id,
        title=draft.title,
        owner=row.owner,
        revision=row.revision,
        saved_at=row.saved_at,
    )


def _conflicts(merged: Merged) -> tuple[FieldConflict, ...]:
    room = _YOURS_AT_MOST
    found = []
    for clash in merged.clashes:
        room -= len(json.dumps(clash.yours, ensure_ascii=False).encode())
        found.append(_conflict(clash, with_yours=room >= 0))
    return tuple(found)


def _conflict(clash: Clash, *, with_yours: bool) -> FieldConflict:
    theirs = clash.theirs
    return FieldConflict(
        field=clash.field,
        yours=clash.yours if with_yours else None,
        theirs=theirs.value,
        by=theirs.by,
        at=theirs.at,
        revision=theirs.revision,
    )
