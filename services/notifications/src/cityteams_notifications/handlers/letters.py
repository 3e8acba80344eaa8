"""Events become letters that wait, and letters to somebody who was forgotten are given up."""

from cityteams_chassis import Tx
from cityteams_contracts import Event
from cityteams_contracts.notifications import SuppressionLifted
from cityteams_contracts.registration import PersonErased
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.queueing import queue_drafts
from cityteams_notifications.store import (
    GATHERED,
    PENDING,
    SUPPRESSIONS,
    gathered_for,
    pending_for,
    waiting_for,
)


def queue_letters(event: Event, tx: Tx) -> None:
    """Each person whom the event concerns gets a letter, which is worded when it goes out: what it says is not kept."""
    queue_drafts(drafts_of(event), event, tx.message_id, tx)


def person_erased(event: PersonErased, tx: Tx) -> None:
    """Nothing that still waits is ever sent to somebody who was forgotten."""
    for letter in waiting_for(tx, event.person_id):
        tx.say(*letter.give_up("the-person-was-erased", tx.now))
    for pending in pending_for(tx, event.person_id):
        tx.forget(PENDING, pending.letter_id)
    for part in gathered_for(tx, event.person_id):
        tx.forget(GATHERED, part.letter_id)
    if tx.get(SUPPRESSIONS, event.person_id) is not None:
        tx.say(SuppressionLifted(person_id=event.person_id, lifted_at=tx.now))
