"""The timer of reminders: one for each gathering and moment at which something is to be said of it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from cityteams_chassis import Service, Tx
from cityteams_contracts.values import GatheringId
from cityteams_events.domain.reminders import said_for
from cityteams_events.store import GATHERINGS
from cityteams_events.store.concerned import concerned
from cityteams_events.store.reminders import REMINDERS, due_reminders
from cityteams_timers import Due, keep_time, timer_id


def find_reminders(tx: Tx, until: datetime) -> Sequence[Due]:
    """What is due, as timers; all that one gathering says at one moment is one."""
    found = [(each.gathering_id, each.next_due) for each in due_reminders(tx, until)]
    return [
        Due(timer_id("reminder", gathering_id, at.isoformat()), at, partial(_remind, gathering_id))
        for gathering_id, at in found
        if at is not None
    ]


def _remind(gathering_id: GatheringId, tx: Tx) -> None:
    known, gathering = tx.get(REMINDERS, gathering_id), tx.get(GATHERINGS, gathering_id)
    if known is None or gathering is None:
        return
    for event in known.due(tx.now):
        tx.say(*said_for(event, concerned(tx, gathering, event)))


async def remind(service: Service) -> None:
    """Says what is due until the service stops."""
    await keep_time(service, "reminders", find_reminders)
