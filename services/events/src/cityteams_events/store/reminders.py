"""Reminders as the timekeeper finds them."""

from datetime import datetime

from cityteams_chassis import Shelf, Tx
from cityteams_events.domain.reminders import Reminders
from cityteams_events.tables.reminders import reminders

REMINDERS = Shelf(reminders, Reminders)
AT_ONCE = 100
"""Gatherings that one look finds at most."""


def due_reminders(tx: Tx, until: datetime) -> list[Reminders]:
    """The gatherings of which something is to be said by then, the earliest first."""
    due = reminders.c.next_due
    return tx.find(REMINDERS, due.is_not(None), due <= until, order_by=due, limit=AT_ONCE)
