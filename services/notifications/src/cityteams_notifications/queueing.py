"""Drafts become letters that wait: who gets one when, and from which event it will be worded."""

from collections.abc import Sequence

from cityteams_chassis import Tx, derived_id
from cityteams_contracts import Event
from cityteams_notifications.domain.letters import FIRST, URGENT, Draft, Pending
from cityteams_notifications.domain.preferences import Due, Preferences
from cityteams_notifications.rendering import english
from cityteams_notifications.store import PENDING, preferences_of


def queue_drafts(drafts: Sequence[Draft], event: Event, event_id: str, tx: Tx) -> None:
    """Letters about an event, each when its reader wants it; `event_id` is the one under which it is kept for good.

    Who does not want a topic gets none; who wants it daily or weekly gets it together with what else comes by then.
    """
    wanted = preferences_of(tx, [draft.person_id for draft in drafts])
    for draft in drafts:
        due = wanted.get(draft.person_id, Preferences(draft.person_id)).due(draft.kind, tx.now)
        if due is not None:
            _queue(draft, due, event, event_id, tx)


def _queue(draft: Draft, due: Due, event: Event, event_id: str, tx: Tx) -> None:
    letter_id = derived_id(event_id, draft.person_id, draft.kind)
    at = due.at - FIRST if draft.kind in URGENT else due.at
    tx.say(draft.queue(letter_id, english().subject(draft), event.type(), tx.now))
    waiting = Pending(letter_id, draft.person_id, event.subject, event_id, due_at=at, gathers=due.gathers)
    tx.keep(PENDING, waiting)
