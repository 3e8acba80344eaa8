"""The shelves of mailings, and the questions about them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.notifications import MailingAudience
from cityteams_notifications import tables
from cityteams_notifications.domain.letters import Letter, LetterState, Pending
from cityteams_notifications.domain.mailings.audience import Known, meant, nouns_of
from cityteams_notifications.domain.mailings.circles import Circle, Reader
from cityteams_notifications.domain.mailings.mailing import GOING_OUT, STOPPED, Mailing, MailingState, Part
from cityteams_notifications.store import LETTERS, PENDING, SUPPRESSIONS, preferences_of
from cityteams_notifications.webhooks.store import MERGED

_OWN = tables.mailings
MAILINGS = Shelf(_OWN.mailings, Mailing)
PARTS = Shelf(_OWN.parts, Part)
CIRCLES = Shelf(_OWN.circles, Circle)
READERS = Shelf(_OWN.readers, Reader)
_CHUNK = 900


def people_meant(tx: Tx, audience: MailingAudience) -> list[str]:
    """Everybody an audience means, by id in order."""
    circles = tx.find(CIRCLES, _OWN.circles.c.noun.in_(nouns_of(audience)))
    living = {each.organisation_id: each.into for each in tx.find(MERGED)}
    return meant(audience, circles, living)


def known_of(tx: Tx, people: Sequence[str]) -> Known:
    """What is known of these people as readers of mailings."""
    readers, suppressed = dict[str, Reader](), set[str]()
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        readers |= {each.person_id: each for each in tx.find(READERS, READERS.key.in_(chunk))}
        suppressed |= {each.person_id for each in tx.find(SUPPRESSIONS, SUPPRESSIONS.key.in_(chunk))}
    return Known(preferences_of(tx, people), suppressed, readers)


def unqueued(tx: Tx, mailing: Mailing) -> int:
    """How many of those who get this edition have no letter yet."""
    part = _OWN.parts.c
    here = part.mailing_id == mailing.mailing_id, part.edition == mailing.edition, part.part > mailing.queued_parts
    return sum(len(each.recipients) for each in tx.find(PARTS, *here))


def unfinished(tx: Tx) -> list[Mailing]:
    """Mailings that go out, or were stopped while letters of them waited."""
    mailing = _OWN.mailings.c
    states = (*sorted(GOING_OUT), MailingState.STOPPED)
    return tx.find(MAILINGS, mailing.state.in_(states), mailing.completed_at.is_(None))


def waiting_letters(tx: Tx, mailing_id: str) -> list[tuple[Letter, Pending | None]]:
    """Letters of a mailing that were not sent yet, with what this store may send of them."""
    letters, pending = tables.letters.c, tables.pending.c
    query = (
        LETTERS.every.add_columns(*(pending[name] for name in PENDING.names))
        .join_from(tables.letters, tables.pending, letters.letter_id == pending.letter_id, isouter=True)
        .where(*_of(mailing_id), letters.state == LetterState.QUEUED)
        .order_by(letters.letter_id)
    )
    return [_both(list(row)) for row in tx.rows(query)]


def still_waits(tx: Tx, mailing_id: str) -> bool:
    """Whether a letter of a mailing is queued."""
    letters = tables.letters.c
    query = sa.select(letters.letter_id).where(*_of(mailing_id), letters.state == LetterState.QUEUED).limit(1)
    return bool(tx.rows(query))


def due_of(tx: Tx, mailing_id: str, until: datetime) -> int:
    """How many letters of a mailing could go out by then; those that wait for somebody's morning are not among them."""
    letters, pending = tables.letters.c, tables.pending.c
    query = (
        sa.select(sa.func.count())
        .join_from(tables.letters, tables.pending, letters.letter_id == pending.letter_id)
        .where(*_of(mailing_id), letters.state == LetterState.QUEUED)
        .where(pending.due_at <= until, pending.gathers.is_(False))
    )
    ((count,),) = tx.rows(query)
    return int(count)


def kept_of(tx: Tx, mailing_id: str) -> list[str]:
    """The letters of a mailing that this store could send (again)."""
    letters, pending = tables.letters.c, tables.pending.c
    query = (
        sa.select(pending.letter_id)
        .join_from(tables.letters, tables.pending, letters.letter_id == pending.letter_id)
        .where(*_of(mailing_id))
    )
    return [row.letter_id for row in tx.rows(query)]


def ended(tx: Tx, mailing_id: str) -> dict[str, int]:
    """The letters of a mailing by how they ended: sent, gathered, failed, withdrawn; and queued, which wait."""
    letters = tables.letters.c
    withdrawn = sa.and_(letters.state == LetterState.FAILED, letters.reason == STOPPED)
    how = sa.case((withdrawn, "withdrawn"), else_=sa.type_coerce(letters.state, sa.Text)).label("how")
    query = sa.select(how, sa.func.count().label("number")).where(*_of(mailing_id)).group_by(how)
    return {row.how: row.number for row in tx.rows(query)}


def tried(tx: Tx, letter_ids: Collection[str]) -> dict[str, int]:
    """Of these letters, those that were tried in vain, with the number of attempts."""
    found, deliveries, wanted = dict[str, int](), tables.deliveries.c, sorted(letter_ids)
    for start in range(0, len(wanted), _CHUNK):
        chosen = deliveries.delivery_id.in_(wanted[start : start + _CHUNK])
        query = sa.select(deliveries.delivery_id, deliveries.attempts).where(chosen)
        found |= {row.delivery_id: row.attempts for row in tx.rows(query)}
    return found


def _of(mailing_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The letters of a mailing; the kind is said literally, as in the condition of the index that they lie in."""
    letters = tables.letters.c
    return sa.literal_column("letters.kind = 'mailing'", sa.Boolean()), letters.about == mailing_id


def _both(row: list[Any]) -> tuple[Letter, Pending | None]:
    at = len(LETTERS.names)
    return Letter(*row[:at]), Pending(*row[at:]) if row[at] is not None else None
