"""Commands about rounds, and what registration does about them by itself: opening from files, asking who returns."""

from datetime import datetime

from cityteams_chassis import Tx
from cityteams_contracts.registration import CloseRound, GrantExtension, OpenRound, Round
from cityteams_contracts.values import RoundId
from cityteams_registration.domain.rounds import decide_closing, decide_extension, decide_opening
from cityteams_registration.domain.supplement import decide_asking
from cityteams_registration.register.store import living
from cityteams_registration.rights import allow
from cityteams_registration.store import ROUNDS, not_asked_yet, open_rounds


def open_round(command: OpenRound, tx: Tx) -> None:
    """An administrator opens a round, or replaces its rules."""
    allow(command, tx)
    tx.say(decide_opening(tx.get(ROUNDS, command.round_id), command, tx.now))


def close_round(command: CloseRound, tx: Tx) -> None:
    """An administrator ends a round."""
    allow(command, tx)
    tx.say(decide_closing(tx.get(ROUNDS, command.round_id), command, tx.now))


def grant_extension(command: GrantExtension, tx: Tx) -> None:
    """The secretariat lets one organisation be late."""
    allow(command, tx)
    known, late = tx.get(ROUNDS, command.round_id), living(tx, command.organisation_id)
    tx.say(decide_extension(known, late, command, tx.new_id("extension"), tx.now))


def take_up_file(round_id: RoundId, round_: Round, tx: Tx) -> str:
    """Opens the round of a rule file, or revises it when the file's version is higher; says what was done about it.

    A file that another replica took up, an older one, and one of a round that was closed change nothing.
    """
    known = tx.get(ROUNDS, round_id)
    if known is not None and (known.closed_at is not None or round_.version <= known.round.version):
        return "closed" if known.closed_at else "known"
    tx.say(decide_opening(known, OpenRound(round_id=round_id, round=round_), tx.now))
    return "revised" if known else "opened"


def anybody_to_ask(tx: Tx, now: datetime) -> bool:
    """Whether an accepted worksheet waits to be asked by a later round."""
    return any(not_asked_yet(tx, kept, 1) for kept in open_rounds(tx, now))


def ask_supplements(tx: Tx, at_most: int) -> int:
    """Asks accepted worksheets of earlier rounds for what is new in each later one that is open; how many."""
    asked = 0
    for kept in open_rounds(tx, tx.now):
        worksheets = not_asked_yet(tx, kept, at_most - asked)
        tx.say(*(decide_asking(worksheet, kept) for worksheet in worksheets))
        asked += len(worksheets)
        if asked >= at_most:
            break
    return asked
