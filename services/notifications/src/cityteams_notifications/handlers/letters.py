"""Events become letters that wait: who gets one, and from which event it will be worded."""

from cityteams_chassis import Tx
from cityteams_contracts import Event
from cityteams_contracts.notifications import SuppressionLifted
from cityteams_contracts.registration import PersonErased
from cityteams_notifications.domain.letters import FIRST, URGENT, Pending
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.rendering import english
from cityteams_notifications.store import PENDING, SUPPRESSIONS, pending_for, waiting_for


def queue_letters(event: Event, tx: Tx) -> None:
    """Each person whom the event concerns gets a letter, which is worded when it goes out: what it says is not kept."""
    for draft in drafts_of(event):
        letter_id = tx.new_id(draft.person_id, draft.kind)
        tx.say(draft.queue(letter_id, english().subject(draft), tx.now))
        due = tx.now - FIRST if draft.kind in URGENT else tx.now
        tx.keep(PENDING, Pending(letter_id, draft.person_id, event.subject, tx.message_id, due_at=due))


def person_erased(event: PersonErased, tx: Tx) -> None:
    """Nothing that still waits is ever sent to somebody who was forgotten."""
    for letter in waiting_for(tx, event.person_id):
        tx.say(*letter.give_up("the-person-was-erased", tx.now))
    for pending in pending_for(tx, event.person_id):
        tx.forget(PENDING, pending.letter_id)
    if tx.get(SUPPRESSIONS, event.person_id) is not None:
        tx.say(SuppressionLifted(person_id=event.person_id, lifted_at=tx.now))
