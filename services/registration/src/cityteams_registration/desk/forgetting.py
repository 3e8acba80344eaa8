"""Forgetting: everything private of one person goes, in one transaction, and with it the key that opens its copies."""

from dataclasses import replace

from cityteams_chassis import Tx
from cityteams_registration.desk.mentioning import drop_mentions, forget_mentions
from cityteams_registration.desk.sealed_drafts import drop_draft
from cityteams_registration.desk.store import (
    CONTACTS,
    EDITORS,
    EPOCHS,
    KEYS,
    PARTS,
    SIGN_INS,
    drafts_owned,
    invitations_of,
    parts_of,
    sign_ins_of,
)


def forget_person(tx: Tx, person_id: str) -> None:
    """Deletes contact, key, drafts, sign-ins and what is sealed of the parts; the worksheets stay.

    Of a part its ids and digest stay: the digest covers a salt that nobody knows any more. What others wrote about the
    person is noted for the housekeeper, who alone can open it.
    """
    for draft in drafts_owned(tx, person_id):
        drop_draft(tx, draft.draft_id)
    for part in parts_of(tx, person_id):
        drop_mentions(tx, part.part_id)
        tx.keep(PARTS, replace(part, sealed=None))
    for editor in invitations_of(tx, person_id):
        tx.forget(EDITORS, editor.editor_id)
    for sign_in in sign_ins_of(tx, person_id):
        tx.forget(SIGN_INS, sign_in.sign_in_id)
    if contact := tx.get(CONTACTS, person_id):
        forget_mentions(tx, contact.mail_index, tx.now)
        tx.forget(CONTACTS, person_id)
    if key := tx.get(KEYS, person_id):
        tx.forget(KEYS, person_id)
        soil_epoch(tx, key.epoch_id)


def soil_epoch(tx: Tx, epoch_id: str) -> None:
    """The epoch wrapped a key that must never open again: it is to be destroyed."""
    epoch = tx.get(EPOCHS, epoch_id)
    if epoch is not None and epoch.soiled_at is None:
        tx.keep(EPOCHS, replace(epoch, soiled_at=tx.now))
