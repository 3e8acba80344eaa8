"""The commands of mailings: prepared, tried, approved, stopped."""

from cityteams_chassis import Tx
from cityteams_contracts.notifications import (
    ApproveMailing,
    LetterKind,
    LetterQueued,
    MailingPrepared,
    PrepareMailing,
    ProofMailing,
    StopMailing,
)
from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.rights import has_role
from cityteams_notifications.domain.letters import FIRST, Pending
from cityteams_notifications.domain.mailings.audience import sorted_out
from cityteams_notifications.domain.mailings.deciding import (
    check_edition,
    check_stop,
    decide_approval,
    decide_prepared,
    decide_proof,
    decide_stop,
    proof_of,
)
from cityteams_notifications.mailings.store import MAILINGS, known_of, people_meant, unqueued, waiting_letters
from cityteams_notifications.mailings.withdrawing import withdraw
from cityteams_notifications.rights import allow
from cityteams_notifications.store import LETTERS, PENDING, ROLES


def prepare_mailing(command: PrepareMailing, tx: Tx) -> None:
    """A new mailing, or another edition of one; who gets it is worked out now and told by id."""
    allow(command, tx)
    check_edition(command, tx.get(MAILINGS, command.mailing_id))
    people = people_meant(tx, command.audience)
    recipients, left_out = sorted_out(people, command.kind, known_of(tx, people))
    tx.say(*decide_prepared(command, recipients, left_out, tx.actor, tx.now))


def proof_mailing(command: ProofMailing, tx: Tx) -> None:
    """It goes to who asks, before every other letter and whatever they said of mailings."""
    allow(command, tx)
    known, to = tx.get(MAILINGS, command.mailing_id), command.person_id or ""
    office = has_role(ProgrammeRole.SECRETARIAT, to, tx.get(ROLES, to)) if to else False
    letter_id = tx.new_id("proof")
    proofed = decide_proof(command, known, tx.actor, of_the_office=office, letter_id=letter_id, now=tx.now)
    if known is not None:
        # its own matter: so it is no letter of the mailing, and neither counted nor stopped with it
        queued = LetterQueued(
            letter_id=letter_id, kind=LetterKind.MAILING, person_id=proofed.person_id, about=letter_id,
            subject_line=known.subject_line, because=MailingPrepared.type(), queued_at=tx.now,
        )  # fmt: skip
        tx.say(proofed, queued)
        due_at = tx.now - FIRST
        tx.keep(PENDING, Pending(letter_id, proofed.person_id, known.event_subject, known.event_id, due_at=due_at))


def approve_mailing(command: ApproveMailing, tx: Tx) -> None:
    """It goes out, if who approves it has got it; the loop of mailings does the rest."""
    allow(command, tx)
    known = tx.get(MAILINGS, command.mailing_id)
    letter_id = proof_of(known, tx.actor)
    letter = tx.get(LETTERS, letter_id) if letter_id else None
    tx.say(decide_approval(command, known, letter.state if letter else None, tx.actor, tx.now))


def stop_mailing(command: StopMailing, tx: Tx) -> None:
    """What is not at the mail server yet is withdrawn; what may be there already is carried to its end."""
    allow(command, tx)
    mailing = check_stop(tx.get(MAILINGS, command.mailing_id))
    waiting = waiting_letters(tx, mailing.mailing_id)
    left = unqueued(tx, mailing)
    withdrawn = withdraw(tx, waiting)
    tx.say(
        decide_stop(
            command, withdrawn=withdrawn, under_way=len(waiting) - withdrawn, unqueued=left, actor=tx.actor, now=tx.now
        )
    )
