"""Questions about mailings."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_portal.domain.letter import LetterState
from cityteams_portal.domain.mailing import Mailing, MailingPart, Progress
from cityteams_portal.tables import letters
from cityteams_portal.tables import mailing as tables

MAILINGS = Shelf(tables.mailings, Mailing)
PARTS = Shelf(tables.mailing_parts, MailingPart)
_STOPPED = "the-mailing-was-stopped"


def mailings(tx: Tx, limit: int, after: tuple[datetime, str] | None = None) -> list[Mailing]:
    """Mailings, the latest edition first; `after` is moment and id of the last one seen."""
    mailing = tables.mailings.c
    where = []
    if after is not None:
        at, mailing_id = after
        earlier = sa.and_(mailing.prepared_at == at, mailing.mailing_id < mailing_id)
        where.append(sa.or_(mailing.prepared_at < at, earlier))
    query = MAILINGS.every.where(*where).order_by(mailing.prepared_at.desc(), mailing.mailing_id.desc()).limit(limit)
    return [MAILINGS.value(row) for row in tx.rows(query)]


def parts(tx: Tx, mailing: Mailing) -> list[MailingPart]:
    """Who gets this edition and who does not, with those who opted out after it was prepared."""
    part = tables.mailing_parts.c
    of_it = part.mailing_id == mailing.mailing_id, part.edition.in_((0, mailing.edition))
    return sorted(tx.find(PARTS, *of_it), key=lambda each: (each.edition, each.part))


def progress(tx: Tx, mailing: Mailing) -> Progress:
    """How far it has come: by its letters while they are on their way, by what was told at the end."""
    if mailing.completed_at is not None:
        return Progress(mailing.recipients, **mailing.ended, left_since=mailing.left_since)
    letter = letters.c
    of_it = sa.literal_column("letters.kind = 'mailing'", sa.Boolean()), letter.about == mailing.mailing_id
    withdrawn = sa.and_(letter.state == LetterState.FAILED, letter.reason == _STOPPED)
    how = sa.case((withdrawn, "withdrawn"), else_=sa.type_coerce(letter.state, sa.Text)).label("how")
    rows = tx.rows(sa.select(how, sa.func.count().label("number")).where(*of_it).group_by(how))
    counts = {row.how: row.number for row in rows}
    waiting = counts.pop("queued", 0)
    return Progress(mailing.recipients, **counts, waiting=waiting, left_since=mailing.left_since)


def proof_states(tx: Tx, mailing: Mailing) -> dict[str, LetterState]:
    """How far the proof of each person has come."""
    wanted = sorted(mailing.proofs.values())
    found = tx.rows(sa.select(letters.c.letter_id, letters.c.state).where(letters.c.letter_id.in_(wanted)))
    states = {row.letter_id: row.state for row in found}
    return {person: states.get(letter, LetterState.QUEUED) for person, letter in mailing.proofs.items()}
