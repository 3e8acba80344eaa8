"""Reads of the private table of sessions."""

from datetime import datetime

from cityteams_chassis import Tx
from cityteams_portal import tables
from cityteams_portal.domain.handover import Handover
from cityteams_portal.domain.session import Session
from cityteams_portal.store.shelves import HANDOVERS, SESSIONS


def sessions_of(tx: Tx, person_id: str) -> list[Session]:
    """A person's sessions, the one used last first, whether they still last or not."""
    at = tables.sessions.c
    return tx.find(SESSIONS, at.person_id == person_id, order_by=at.seen_at.desc())


def sessions_unseen_since(tx: Tx, moment: datetime, limit: int) -> list[Session]:
    """Sessions that nobody used after a moment."""
    return tx.find(SESSIONS, tables.sessions.c.seen_at < moment, limit=limit)


def handovers_begun_before(tx: Tx, moment: datetime, limit: int) -> list[Handover]:
    """Sign-ins that went to a provider before a moment and never came back."""
    return tx.find(HANDOVERS, tables.handovers.c.begun_at < moment, limit=limit)
