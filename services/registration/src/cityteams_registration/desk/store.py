"""The shelves of the private tables and the questions that are asked of them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Service, Shelf, Tx
from cityteams_registration.desk.rows import Editor, Epoch, Key, Mention, Part, SealedContact, SealedDraft, SignIn
from cityteams_registration.domain.worksheet import Worksheet
from cityteams_registration.store import WORKSHEETS
from cityteams_registration.tables import private, worksheets

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


def wipe(service: Service) -> None:
    """Makes the store let go of what was deleted: a truncated log on SQLite, a rewritten table on PostgreSQL.

    The deleted rows are ciphertext; what must not lie about any more is the destroyed epoch. Its table is tiny.
    """
    store = service.store
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        if store.sqlite:
            busy, *_ = conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if busy:
                raise StillRead
            return
        conn.exec_driver_sql("VACUUM FULL epochs")
        for table in ("keys", "contacts", "drafts", "draft_editors", "parts", "mentions", "sign_ins"):
            conn.exec_driver_sql(f"VACUUM {table}")


class StillRead(Exception):  # noqa: N818 - says what happened
    """Somebody reads an older state of the store right now; it is truncated a little later."""
