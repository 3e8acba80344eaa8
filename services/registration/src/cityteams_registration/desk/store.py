"""The shelves of the private tables and the questions that are asked of them."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_registration.desk.rows import Editor, Epoch, Key, Mention, Part, SealedContact, SealedDraft, SignIn
from cityteams_registration.domain.worksheet import Worksheet, WorksheetState
from cityteams_registration.store import WORKSHEETS
from cityteams_registration.tables import people, private, register, roles, worksheets
from cityteams_store.store import Store

EPOCHS = Shelf(private.epochs, Epoch, private=True)
KEYS = Shelf(private.keys, Key, private=True)
CONTACTS = Shelf(private.contacts, SealedContact, private=True)
DRAFTS = Shelf(private.drafts, SealedDraft, private=True)
EDITORS = Shelf(private.draft_editors, Editor, private=True)
PARTS = Shelf(private.parts, Part, private=True)
MENTIONS = Shelf(private.mentions, Mention, private=True)
SIGN_INS = Shelf(private.sign_ins, SignIn, private=True)

MOST_CARDS = 200


def contact_by_mail(tx: Tx, mail_index: str) -> SealedContact | None:
    """The one contact with this blind index, if the person is known."""
    found = tx.find(CONTACTS, private.contacts.c.mail_index == mail_index)
    return found[0] if found else None


def epochs(tx: Tx) -> list[Epoch]:
    """The epochs, the current one first; the others wait to be destroyed."""
    return tx.find(EPOCHS, sa.true(), order_by=private.epochs.c.made_at.desc())


def keys_of(tx: Tx, epoch_id: str, limit: int) -> list[Key]:
    """Keys that an epoch still wraps."""
    return tx.find(KEYS, private.keys.c.epoch_id == epoch_id, limit=limit)


def drafts_of(tx: Tx, person_id: str, limit: int = MOST_CARDS) -> list[SealedDraft]:
    """The drafts that a person owns or was invited to, the latest first."""
    draft, editor = private.drafts.c, private.draft_editors.c
    invited = sa.select(editor.draft_id).where(editor.person_id == person_id)
    mine = sa.or_(draft.owner == person_id, draft.draft_id.in_(invited))
    return tx.find(DRAFTS, mine, order_by=draft.saved_at.desc(), limit=limit)


def drafts_owned(tx: Tx, person_id: str) -> list[SealedDraft]:
    """The drafts that a person owns."""
    return tx.find(DRAFTS, private.drafts.c.owner == person_id)


def editors_of(tx: Tx, draft_id: str) -> list[Editor]:
    """Who was invited to write in a draft, in the order of the invitations."""
    editor = private.draft_editors.c
    return tx.find(EDITORS, editor.draft_id == draft_id, order_by=editor.invited_at)


def invitations_of(tx: Tx, person_id: str) -> list[Editor]:
    """The drafts that a person was invited to."""
    return tx.find(EDITORS, private.draft_editors.c.person_id == person_id)


def parts_of(tx: Tx, person_id: str) -> list[Part]:
    """The parts sealed under a person's key, in the order in which they were given."""
    part = private.parts.c
    return tx.find(PARTS, sa.and_(part.owner == person_id, part.sealed.is_not(None)), order_by=part.given_at)


def mentions_in(tx: Tx, holder_id: str) -> list[Mention]:
    """Whose addresses stand in a draft or part."""
    return tx.find(MENTIONS, private.mentions.c.holder_id == holder_id)


def mentions_of(tx: Tx, mail_index: str) -> list[Mention]:
    """Where an address stands."""
    return tx.find(MENTIONS, private.mentions.c.mail_index == mail_index)


def mentions_to_forget(tx: Tx, limit: int) -> list[Mention]:
    """Addresses of people who were erased, in what others wrote."""
    return tx.find(MENTIONS, private.mentions.c.forget_at.is_not(None), limit=limit)


def sign_ins_of(tx: Tx, person_id: str) -> list[SignIn]:
    """What a person asked for, the latest last."""
    sign_in = private.sign_ins.c
    return tx.find(SIGN_INS, sign_in.person_id == person_id, order_by=sign_in.asked_at)


def sign_in_by_token(tx: Tx, token_hash: str) -> SignIn | None:
    """The one request whose token has this hash."""
    found = tx.find(SIGN_INS, private.sign_ins.c.token_hash == token_hash)
    return found[0] if found else None


def asked_since(tx: Tx, since: datetime, person_id: str, origin: str) -> tuple[int, int]:
    """How many links were asked for since then: for this person, and from this origin."""
    sign_in = private.sign_ins.c
    count: Any = sa.select(
        sa.func.count().filter(sign_in.person_id == person_id), sa.func.count().filter(sign_in.origin == origin)
    ).where(sign_in.asked_at > since, sa.or_(sign_in.person_id == person_id, sign_in.origin == origin))
    by_person, by_origin = list(tx.rows(count)[0])
    return by_person, by_origin


def worksheets_naming(tx: Tx, person_id: str) -> list[Worksheet]:
    """The worksheets in which a person is lead or official."""
    text = sa.type_coerce(worksheets.c.project, sa.Text)
    found = tx.find(WORKSHEETS, text.contains(f'"{person_id}"', autoescape=True), order_by=worksheets.c.worksheet_id)
    return [each for each in found if person_id in (each.project.lead, *each.project.officials)]


def unneeded(tx: Tx, before: datetime, limit: int) -> list[SealedContact]:
    """Contacts given before then whose person never confirmed the address and is needed by nobody."""
    confirmed = sa.select(people.c.person_id).where(people.c.confirmed_at.is_not(None))
    return _due(tx, before, limit, confirmed)


def inactive(tx: Tx, before: datetime, limit: int, warned_before: datetime | None = None) -> list[SealedContact]:
    """Contacts given before then whose person did not sign in since, and is needed by nobody.

    Without `warned_before` those who were not warned yet; with it those who were warned before that moment.
    """
    contact = private.contacts.c
    warned = contact.warned_at.is_(None) if warned_before is None else contact.warned_at <= warned_before
    stays = sa.select(contact.person_id).where((contact.seen_at >= before) | sa.not_(sa.func.coalesce(warned, False)))
    return _due(tx, before, limit, stays)


def _due(tx: Tx, before: datetime, limit: int, stays: Any) -> list[SealedContact]:
    contact = private.contacts.c
    kept = (
        stays,
        sa.select(roles.c.person_id),
        sa.select(private.drafts.c.owner),
        sa.select(private.draft_editors.c.person_id),
        sa.select(private.parts.c.owner),
        sa.select(register.standings.c.person_id),
    )
    due = tx.find(
        CONTACTS,
        contact.given_at < before,
        *(contact.person_id.not_in(each) for each in kept),
        order_by=contact.given_at,
    )
    named = _named_in_worksheets(tx) if due else set()
    return [each for each in due if each.person_id not in named][:limit]


def _named_in_worksheets(tx: Tx) -> set[str]:
    """Leads and officials of all worksheets, read off the stored text, which is quicker than making values of it."""
    texts = tx.rows(sa.select(sa.type_coerce(worksheets.c.project, sa.Text)))
    projects = (json.loads(text) for (text,) in texts)
    return {person_id for each in projects for person_id in (each["lead"], *each["officials"])}


def sign_ins_before(tx: Tx, before: datetime, limit: int) -> list[SignIn]:
    """What was asked for before then."""
    asked = private.sign_ins.c.asked_at
    return tx.find(SIGN_INS, asked < before, order_by=asked, limit=limit)


def drafts_before(tx: Tx, before: datetime, limit: int) -> list[SealedDraft]:
    """Drafts that nobody touched since then."""
    saved = private.drafts.c.saved_at
    return tx.find(DRAFTS, saved < before, order_by=saved, limit=limit)


def drafts_of_ended(tx: Tx, limit: int) -> list[SealedDraft]:
    """Drafts of worksheets that were withdrawn or declined."""
    return tx.find(DRAFTS, private.drafts.c.draft_id.in_(_ended()), limit=limit)


def parts_of_ended(tx: Tx, before: datetime, limit: int) -> list[Part]:
    """Parts given before then to worksheets that were withdrawn or declined."""
    part = private.parts.c
    return tx.find(PARTS, part.given_at < before, part.worksheet_id.in_(_ended()), limit=limit)


def parts_of_nothing(tx: Tx, before: datetime, limit: int) -> list[Part]:
    """Parts given before then to a worksheet that never came."""
    part = private.parts.c
    there = sa.select(worksheets.c.worksheet_id)
    return tx.find(PARTS, part.given_at < before, part.worksheet_id.not_in(there), limit=limit)


def left_of_erased(tx: Tx, limit: int) -> list[Key]:
    """Keys of people who were erased: they came back with a backup."""
    erased = sa.select(people.c.person_id).where(people.c.erased_at.is_not(None))
    return tx.find(KEYS, private.keys.c.person_id.in_(erased), limit=limit)


def _ended() -> Any:
    over = (WorksheetState.WITHDRAWN, WorksheetState.DECLINED)
    return sa.select(worksheets.c.worksheet_id).where(worksheets.c.state.in_(over))


class StillUsed(Exception):  # noqa: N818 - says what happened
    """The store cannot let go of deleted bytes right now; the text says why."""


def wipe(store: Store) -> None:
    """Makes the store let go of what was deleted: a truncated log on SQLite, rewritten tables on PostgreSQL.

    What was deleted is ciphertext; what must not lie about any more is the destroyed epoch. Raises StillUsed.
    """
    try:
        if store.sqlite:
            _truncate(store)
        else:
            _rewrite(store)
    except sa.exc.DBAPIError as refused:
        raise StillUsed(str(refused.orig)[:200]) from None


def _truncate(store: Store) -> None:
    raw = store.engine.raw_connection()  # outside of any transaction
    try:
        busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()
    if busy:
        raise StillUsed("somebody reads an older state of the store")


def _rewrite(store: Store) -> None:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        for table in (private.epochs, private.keys):
            conn.exec_driver_sql(f"VACUUM FULL {table.name}")
        conn.exec_driver_sql("SELECT pg_switch_wal()")
        conn.exec_driver_sql("CHECKPOINT")  # the log of before is out of use, and its files wait to be used again
        segments: int = conn.exec_driver_sql("SELECT count(*) FROM pg_ls_waldir()").scalar_one()
        for _ in range(segments + 1):  # each is filled with zeros when its turn has come and it is left
            conn.exec_driver_sql("SELECT pg_logical_emit_message(false, 'cityteams', '')")
            conn.exec_driver_sql("SELECT pg_switch_wal()")
        conn.exec_driver_sql("CHECKPOINT")
