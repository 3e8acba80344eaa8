"""Letters that wait are taken back; the one rule for a stop, and for what comes back from the mail server after it."""

from collections.abc import Sequence

from cityteams_chassis import Tx
from cityteams_contracts.notifications import Channel
from cityteams_notifications.domain.deliveries import Consignment
from cityteams_notifications.domain.letters import Letter, Pending
from cityteams_notifications.domain.mailings.mailing import STOPPED
from cityteams_notifications.mailings.store import tried
from cityteams_notifications.store import PENDING


def at_rest(waiting: Sequence[tuple[Letter, Pending | None]]) -> list[Letter]:
    """Those that are certainly not at the mail server."""
    return [letter for letter, pending in waiting if pending is None or pending.begun_at is None]


def withdraw(tx: Tx, waiting: Sequence[tuple[Letter, Pending | None]]) -> int:
    """Gives up the letters that are certainly not at the mail server, for good; returns how many."""
    resting = at_rest(waiting)
    attempts = tried(tx, [letter.letter_id for letter in resting])
    for letter in resting:
        tx.say(*letter.give_up(STOPPED, tx.now))
        if letter.letter_id in attempts:  # the ledger promises another try
            consignment = Consignment(letter.letter_id, Channel.MAIL, letter.person_id, str(letter.kind), letter.about)
            tx.say(consignment.failed(attempts[letter.letter_id], None, STOPPED, tx.now))
        tx.forget(PENDING, letter.letter_id)
    return len(resting)
