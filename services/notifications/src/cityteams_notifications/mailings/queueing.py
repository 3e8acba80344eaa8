"""The loop of mailings: letters are queued part by part, so that other letters go between; and the end is told.

Each part is one transaction under an id of its own: whatever crashes, it is queued once.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from cityteams_chassis import Service, Tx, derived_id
from cityteams_contracts.notifications import (
    LeftOut,
    LetterKind,
    LetterQueued,
    MailingCompleted,
    MailingPartQueued,
    MailingPrepared,
)
from cityteams_contracts.notifications.mailings import PART
from cityteams_notifications.domain.letters import Pending
from cityteams_notifications.domain.mailings.audience import Known, sorted_out
from cityteams_notifications.domain.mailings.mailing import Mailing, MailingState, part_id
from cityteams_notifications.domain.preferences import Due as Moment
from cityteams_notifications.mailings.store import (
    MAILINGS,
    PARTS,
    due_of,
    ended,
    kept_of,
    known_of,
    still_waits,
    unfinished,
    waiting_letters,
)
from cityteams_notifications.mailings.withdrawing import at_rest, withdraw
from cityteams_notifications.store import PENDING
from cityteams_timers import Due, keep_time, timer_id


def find_steps(tx: Tx, until: datetime) -> Sequence[Due]:
    """For each mailing that goes out or was stopped, the next thing to do, if there is any now.

    It happens as of the moment of looking: whether a letter is wanted at this hour is asked for this hour.
    """
    found = (_step(tx, each, until) for each in unfinished(tx))
    return [each for each in found if each is not None]


def _step(tx: Tx, mailing: Mailing, until: datetime) -> Due | None:
    name, part = mailing.mailing_id, mailing.next_part
    if part is not None:
        if due_of(tx, name, until) >= PART:
            return None
        return Due(timer_id("mailing-part", name, str(part)), until, partial(_queue, name, part))
    if not still_waits(tx, name):
        return Due(timer_id("mailing-completed", name), until, partial(_complete, name))
    if mailing.state is not MailingState.STOPPED:
        return None
    resting = [letter.letter_id for letter in at_rest(waiting_letters(tx, name))]
    return Due(timer_id("mailing-rest", name, *resting), until, partial(_withdraw, name)) if resting else None


def _queue(mailing_id: str, number: int, tx: Tx) -> None:
    """The letters of one part; who opted out since it was prepared gets none."""
    mailing = tx.get(MAILINGS, mailing_id)
    if mailing is None or mailing.next_part != number:
        return
    part = tx.get(PARTS, part_id(mailing_id, mailing.edition, number))
    people = part.recipients if part else ()
    known = known_of(tx, people)
    recipients, left_out = sorted_out(people, mailing.kind, known)
    for person_id in recipients:
        _letter(mailing, person_id, _moment(known, person_id, tx), tx)
    _told(mailing_id, number, len(recipients), left_out, tx)


def _moment(known: Known, person_id: str, tx: Tx) -> Moment:
    return known.wants(person_id).due(LetterKind.MAILING, tx.now) or Moment(tx.now)


def _letter(mailing: Mailing, person_id: str, due: Moment, tx: Tx) -> None:
    letter_id = derived_id("mailing", mailing.mailing_id, person_id)  # so nobody can have two of one mailing
    queued = LetterQueued(
        letter_id=letter_id, kind=LetterKind.MAILING, person_id=person_id, about=mailing.mailing_id,
        subject_line=mailing.subject_line, because=MailingPrepared.type(), queued_at=tx.now,
    )  # fmt: skip
    tx.say(queued)
    pending = Pending(letter_id, person_id, mailing.event_subject, mailing.event_id, due.at, gathers=due.gathers)
    tx.keep(PENDING, pending)


def _told(mailing_id: str, number: int, queued: int, left_out: Sequence[LeftOut], tx: Tx) -> None:
    told = MailingPartQueued(
        mailing_id=mailing_id, part=number, queued=queued, left_out=tuple(left_out), queued_at=tx.now
    )
    tx.say(told)


def _withdraw(mailing_id: str, tx: Tx) -> None:
    """What the mail server put off, or was not given after all, since the mailing was stopped."""
    withdraw(tx, waiting_letters(tx, mailing_id))


def _complete(mailing_id: str, tx: Tx) -> None:
    mailing = tx.get(MAILINGS, mailing_id)
    if mailing is None or mailing.completed_at is not None or still_waits(tx, mailing_id):
        return
    if mailing.state is MailingState.STOPPED:  # not even what failed before can be tried again
        for letter_id in kept_of(tx, mailing_id):
            tx.forget(PENDING, letter_id)
    counts = ended(tx, mailing_id)
    told = {name: counts.get(name, 0) for name in ("sent", "gathered", "failed", "withdrawn")}
    tx.say(MailingCompleted(mailing_id=mailing_id, completed_at=tx.now, **told))


async def send_mailings(service: Service) -> None:
    """Queues and completes mailings until the service stops."""
    await keep_time(service, "mailings", find_steps)
