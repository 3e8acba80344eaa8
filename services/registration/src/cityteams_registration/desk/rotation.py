"""Rotation: the epoch that wrapped the key of somebody erased is destroyed, after the living have a new one.

Every step is one transaction that another process may begin again, so a killed housekeeper or a second replica harms
nothing: keys are wrapped anew a few at a time, and the old epoch goes when it wraps none any more.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_registration.desk.contacts import open_contact, sealed_contact
from cityteams_registration.desk.forgetting import soil_epoch
from cityteams_registration.desk.parts import keep_part, open_part
from cityteams_registration.desk.rows import Mention
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.sealed_drafts import Draft, keep_draft, open_draft
from cityteams_registration.desk.store import (
    CONTACTS,
    DRAFTS,
    EDITORS,
    EPOCHS,
    KEYS,
    MENTIONS,
    PARTS,
    StillUsed,
    drafts_owned,
    epochs,
    invitations_of,
    keys_of,
    mentions_to_forget,
    parts_of,
    wipe,
)
from cityteams_registration.desk.vault import PersonKey, Vault
from cityteams_registration.domain.people.mentions import names_beside, without

AT_ONCE = 200
"""Keys that one transaction wraps anew."""


class Rotation:
    """Does one step at a time; `step` says whether there was one to do."""

    def __init__(self, vault: Vault, wait: timedelta) -> None:
        self._vault, self._wait = vault, wait

    async def run(self, service: Service, now: datetime) -> int:
        """Everything that is due now; returns how many steps it took."""
        steps = 0
        while await service.act(f"rotation-{uuid4()}", now, lambda tx: self.step(Safe(self._vault, tx, now))):
            steps += 1
        if steps:
            await self._wipe(service)
            service.log.info("epoch.rotated", steps=steps)
        return steps

    def step(self, safe: Safe) -> bool:
        """Takes one erased person out of what somebody wrote, or moves a few keys on, or destroys an epoch."""
        if found := mentions_to_forget(safe.tx, 1):
            _take_out(safe, found[0])
            return True
        known = epochs(safe.tx)
        if len(known) > 1:
            return _move_on(safe, known[0].epoch_id, known[-1].epoch_id)
        if known and known[0].soiled_at is not None and not self._waits(known[0].soiled_at, safe.now):
            safe.new_epoch()
            return True
        return False

    def _waits(self, soiled_at: datetime, now: datetime) -> bool:
        """A moment that lies ahead comes from a clock that is wrong, and is not waited for."""
        return soiled_at <= now < soiled_at + self._wait

    @staticmethod
    async def _wipe(service: Service) -> None:
        why = ""
        for _ in range(20):
            try:
                await asyncio.to_thread(wipe, service.store)
            except StillUsed as used:
                why = str(used)
                await asyncio.sleep(0.05)
            else:
                return
        service.log.warning("epoch.lingers", reason=why)


def _move_on(safe: Safe, to: str, away_from: str) -> bool:
    """A few keys from the oldest epoch to the current one; when it wraps none any more it is destroyed."""
    tx, before, after = safe.tx, safe.tx.get(EPOCHS, away_from), safe.tx.get(EPOCHS, to)
    if before is None or after is None:
        return False
    living = keys_of(tx, away_from, AT_ONCE)
    for key in living:
        tx.keep(KEYS, safe.vault.rewrapped(key, before, after))
    if not living:
        tx.forget(EPOCHS, away_from)
    return True


def _take_out(safe: Safe, mention: Mention) -> None:
    """Somebody erased goes from a draft or part of somebody else, whose key is changed so that no copy opens either."""
    owner = _owner(safe.tx, mention)
    if owner is not None:
        seal_anew(safe, owner, mention)
    safe.tx.forget(MENTIONS, mention.mention_id)


def _owner(tx: Tx, mention: Mention) -> str | None:
    if mention.holder == "draft":
        draft = tx.get(DRAFTS, mention.holder_id)
        return draft.owner if draft is not None else None
    part = tx.get(PARTS, mention.holder_id)
    return part.owner if part is not None else None


def seal_anew(safe: Safe, person_id: str, mention: Mention) -> None:
    """A fresh key for a person, and everything of theirs under it, without the one who is mentioned."""
    tx, before = safe.tx, safe.key(person_id)
    old = tx.get(KEYS, person_id)
    if before is None or old is None:
        return
    contact, row = open_contact(safe, person_id), tx.get(CONTACTS, person_id)
    drafts = [open_draft(safe, each) for each in drafts_owned(tx, person_id)]
    parts = [(each, open_part(safe, each)) for each in parts_of(tx, person_id)]
    made, key = safe.fresh(person_id)
    tx.keep(KEYS, made)
    soil_epoch(tx, old.epoch_id)
    if contact is not None and row is not None:
        anew = sealed_contact(safe, key, contact, row.given_at)
        tx.keep(CONTACTS, replace(anew, seen_at=row.seen_at, warned_at=row.warned_at))
    _invitations_anew(tx, before, key)
    for draft in drafts:
        keep_draft(safe, _draft_without(safe, draft, mention) if draft.row.draft_id == mention.holder_id else draft)
    for part, opened in parts:
        if opened is not None:
            content = _without(safe, opened.content, mention) if part.part_id == mention.holder_id else opened.content
            keep_part(safe, part, replace(opened, content=content))


def _invitations_anew(tx: Tx, before: PersonKey, key: PersonKey) -> None:
    for editor in invitations_of(tx, key.person_id):
        place = f"{editor.editor_id}/name"
        tx.keep(EDITORS, replace(editor, sealed_name=key.seal(place, before.open(place, editor.sealed_name))))


def _draft_without(safe: Safe, draft: Draft, mention: Mention) -> Draft:
    values = _without(safe, {name: typed.value for name, typed in draft.fields.items()}, mention)
    fields = {name: replace(typed, value=values[name]) for name, typed in draft.fields.items()}
    return Draft(draft.row, fields)


def _without(safe: Safe, content: dict[str, Any], mention: Mention) -> Any:
    def is_theirs(mail: str) -> bool:
        return safe.vault.index(mail) == mention.mail_index

    return without(content, is_theirs, names_beside(content, is_theirs))
