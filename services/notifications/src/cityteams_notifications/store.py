"""The shelves of notifications and the questions that its loops and handlers ask."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.notifications import Channel, LetterKind, RetryDeliveries
from cityteams_contracts.rights import Trust
from cityteams_notifications import tables
from cityteams_notifications.domain.deliveries import Delivery, DeliveryState, Try
from cityteams_notifications.domain.letters import LATE, Gathered, Letter, LetterState, Pending, Waiting
from cityteams_notifications.domain.mailings.mailing import MailingState
from cityteams_notifications.domain.preferences import Preferences
from cityteams_notifications.domain.recovery import MOST
from cityteams_notifications.domain.suppressions import Suppression

LETTERS = Shelf(tables.letters, Letter)
DELIVERIES = Shelf(tables.deliveries, Delivery)
TRIES = Shelf(tables.tries, Try)
SUPPRESSIONS = Shelf(tables.suppressions, Suppression)
ROLES = Shelf(tables.roles, Trust)
PENDING = Shelf(tables.pending, Pending, private=True)
GATHERED = Shelf(tables.gathered, Gathered, private=True)
PREFERENCES = Shelf(tables.preferences, Preferences)
_CHUNK = 900


def due_letters(tx: Tx, until: datetime, limit: int) -> list[Waiting]:
    """Letters that may be tried, the longest due first. One that was only replayed is not pending and stays away.

    So does a letter of a mailing that was stopped, unless it may be at the mail server: that one is carried to its end.
    """
    letters, pending, mailings = tables.letters.c, tables.pending.c, tables.mailings.mailings
    withdrawn = sa.and_(
        letters.kind == LetterKind.MAILING,
        sa.func.coalesce(mailings.c.state, "") == MailingState.STOPPED,
        pending.begun_at.is_(None),
    )
    query = (
        LETTERS.every.add_columns(
            *(tables.pending.c[name] for name in PENDING.names),
            tables.deliveries.c.attempts,
            tables.suppressions.c.since,
            tables.preferences.c.language,
        )
        .join_from(tables.pending, tables.letters, letters.letter_id == pending.letter_id)
        .outerjoin(tables.deliveries, tables.deliveries.c.delivery_id == pending.letter_id)
        .outerjoin(tables.suppressions, tables.suppressions.c.person_id == pending.person_id)
        .outerjoin(tables.preferences, tables.preferences.c.person_id == pending.person_id)
        .outerjoin(mailings, mailings.c.mailing_id == letters.about)
        .where(pending.due_at <= until, pending.gathers.is_(False), sa.not_(withdrawn))
        .order_by(pending.due_at, pending.letter_id)
        .limit(limit)
    )
    return [_waiting(list(row)) for row in tx.rows(query)]


def _waiting(row: list[Any]) -> Waiting:
    *known, tries, suppressed_since, language = row
    letter, pending = known[: len(LETTERS.names)], known[len(LETTERS.names) :]
    suppressed = suppressed_since is not None
    return Waiting(Letter(*letter), Pending(*pending), tries or 0, suppressed=suppressed, language=language)


def next_due(tx: Tx) -> datetime | None:
    """When the next letter may be tried."""
    due = tables.pending.c.due_at
    found: list[datetime] = [
        row[0]
        for row in tx.rows(sa.select(due).where(due.is_not(None), ~tables.pending.c.gathers).order_by(due).limit(1))
    ]
    return found[0] if found else None


def preferences_of(tx: Tx, people: Collection[str]) -> dict[str, Preferences]:
    """What these people want, as far as they said anything."""
    found = dict[str, Preferences]()
    wanted = sorted(set(people))
    for start in range(0, len(wanted), _CHUNK):
        chosen = tables.preferences.c.person_id.in_(wanted[start : start + _CHUNK])
        found |= {each.person_id: each for each in tx.find(PREFERENCES, chosen)}
    return found


def to_gather(tx: Tx, until: datetime, limit: int) -> list[tuple[str, datetime]]:
    """To whom, and for which moments, letters go together by then; the earliest first."""
    pending = tables.pending.c
    query = (
        sa.select(pending.person_id, pending.due_at)
        .where(pending.gathers, pending.due_at <= until)
        .distinct()
        .order_by(pending.due_at, pending.person_id)
        .limit(limit)
    )
    return [(row.person_id, row.due_at) for row in tx.rows(query)]


def going_together(tx: Tx, person_id: str, due_at: datetime) -> list[tuple[Pending, Letter]]:
    """The letters to a person that wait for this moment, the newest first."""
    pending = tables.pending.c
    waiting = tx.find(PENDING, pending.person_id == person_id, pending.due_at == due_at, pending.gathers)
    letters = {each.letter_id: each for each in letters_of(tx, [one.letter_id for one in waiting])}
    both = [(one, letters[one.letter_id]) for one in waiting if one.letter_id in letters]
    return sorted(both, key=lambda pair: (pair[1].queued_at, pair[1].letter_id), reverse=True)


def gathered_in(tx: Tx, digest_id: str) -> list[Gathered]:
    """The parts of a digest, the newest first."""
    found = tx.find(GATHERED, tables.gathered.c.digest_id == digest_id)
    return sorted(found, key=lambda each: (each.queued_at, each.letter_id), reverse=True)


def gathered_for(tx: Tx, person_id: str) -> list[Gathered]:
    """Every part of a digest to a person that has not gone out."""
    return tx.find(GATHERED, tables.gathered.c.person_id == person_id)


def late_digests(tx: Tx, queued_before: datetime, limit: int) -> list[Letter]:
    """Digests that have been waiting since before then, of which nobody was told yet."""
    letters = tables.letters.c
    waits = letters.kind == LetterKind.DIGEST, letters.state == LetterState.QUEUED, letters.queued_at <= queued_before
    told = sa.func.coalesce(letters.reason, "") != LATE
    return tx.find(LETTERS, *waits, told, order_by=letters.queued_at, limit=limit)


def pending_for(tx: Tx, person_id: str) -> list[Pending]:
    """What this store may still send to a person, given up or not."""
    return tx.find(PENDING, tables.pending.c.person_id == person_id)


def pending_of(tx: Tx, letter_ids: Collection[str]) -> list[Pending]:
    """What this store may send of these letters."""
    return tx.find(PENDING, tables.pending.c.letter_id.in_(letter_ids))


def letters_of(tx: Tx, letter_ids: Collection[str]) -> list[Letter]:
    """These letters."""
    return tx.find(LETTERS, tables.letters.c.letter_id.in_(letter_ids))


def waiting_for(tx: Tx, person_id: str) -> list[Letter]:
    """The letters to a person that were not sent yet."""
    letters = tables.letters.c
    return tx.find(LETTERS, letters.person_id == person_id, letters.state == LetterState.QUEUED)


def failed_deliveries(tx: Tx, asked: RetryDeliveries) -> list[Delivery]:
    """What failed or bounced in the span that is asked for, the earliest first: one more than may be tried at once.

    A letter that is known from a replay only is not among them.
    """
    found = tables.deliveries.c
    narrow = {found.channel: asked.channel, found.to: asked.to, found.delivery_id: asked.delivery_id}
    query = DELIVERIES.every.where(
        found.state.in_((DeliveryState.FAILED, DeliveryState.BOUNCED)),
        found.last_at >= asked.since,
        found.last_at < asked.until,
        sa.or_(found.channel != Channel.MAIL, found.delivery_id.in_(sa.select(tables.pending.c.letter_id))),
        *(column == wanted for column, wanted in narrow.items() if wanted is not None),
    )
    rows = tx.rows(query.order_by(found.last_at, found.delivery_id).limit(MOST + 1))
    return [DELIVERIES.value(row) for row in rows]
