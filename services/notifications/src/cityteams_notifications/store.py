"""The shelves of notifications and the one question the postman asks."""

from collections.abc import Collection

from cityteams_chassis import Shelf, Tx
from cityteams_notifications import tables
from cityteams_notifications.domain.letters import Attempt, Body, Letter, LetterState, Waiting

LETTERS = Shelf(tables.letters, Letter)
BODIES = Shelf(tables.bodies, Body, private=True)
ATTEMPTS = Shelf(tables.attempts, Attempt, private=True)


def waiting_letters(tx: Tx, limit: int, resting: Collection[str] = ()) -> list[Waiting]:
    """Letters that have a body and do not rest, oldest first. One that was only replayed has no body and stays away."""
    letters, bodies, attempts = tables.letters.c, tables.bodies.c, tables.attempts.c
    query = (
        LETTERS.every.add_columns(bodies.text, attempts.begun_at)
        .join_from(tables.bodies, tables.letters, letters.letter_id == bodies.letter_id)
        .outerjoin(tables.attempts, attempts.letter_id == bodies.letter_id)
        .where(bodies.letter_id.not_in(sorted(resting)))
        .order_by(letters.queued_at, letters.letter_id)
        .limit(limit)
    )
    return [Waiting.of(Letter(*list(row)[:-2]), row.text, row.begun_at) for row in tx.rows(query)]


def waiting_for(tx: Tx, person_id: str) -> list[Letter]:
    """The letters to a person that were not sent yet."""
    letters = tables.letters.c
    return tx.find(LETTERS, letters.person_id == person_id, letters.state == LetterState.QUEUED)
