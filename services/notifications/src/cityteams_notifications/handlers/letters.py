"""Events become letters that wait: who gets one, and from which event it will be worded."""

from cityteams_chassis import Tx
from cityteams_contracts import Event
from cityteams_contracts.notifications import SuppressionLifted
from cityteams_contracts.registration import PersonErased
from cityteams_notifications.domain.letters import FIRST, URGENT, Draft, Pending
from cityteams_notifications.domain.preferences import Due, Preferences
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.rendering import english
from cityteams_notifications.store import (
    GATHERED,
    PENDING,
    SUPPRESSIONS,
    gathered_for,
    pending_for,
    preferences_of,
    waiting_for,
)


def queue_letters(event: Event, tx: Tx) -> None:
    """Each person whom the event concerns gets a letter, which is worded when it goes out: what it says is not kept.

    Who does not want a topic gets none; who wants it daily or weekly gets it together with what else comes by then.
    """
    drafts = drafts_of(event)
    wanted = preferences_of(tx, [draft.person_id for draft in drafts])
    for draft in drafts:
        due = wanted.get(draft.person_id, Preferences(draft.person_id)).due(draft.kind, tx.now)
        if due is not None:
            _queue(draft, due, event, tx)


def _queue(draft: Draft, due: Due, event: Event, tx: Tx) -> None:
    letter_id = tx.new_id(draft.person_id, draft.kind)
    at = due.at - FIRST if draft.kind in URGENT else due.at
    tx.say(draft.queue(letter_id, english().subject(draft), tx.now))
    waiting = Pending(letter_id, draft.person_id, event.subject, tx.message_id, due_at=at, gathers=due.gathers)
    tx.keep(PENDING, waiting)


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
