"""The shelves of notifications and the one question the postman asks."""

from collections.abc import Collection

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.notifications import RetryDeliveries
from cityteams_contracts.rights import Trust
from cityteams_notifications import tables
from cityteams_notifications.domain.deliveries import Delivery, DeliveryState, Try
from cityteams_notifications.domain.letters import Attempt, Body, Letter, LetterState, Waiting
from cityteams_notifications.domain.recovery import MOST
from cityteams_notifications.domain.suppressions import Suppression

LETTERS = Shelf(tables.letters, Letter)
DELIVERIES = Shelf(tables.deliveries, Delivery)
TRIES = Shelf(tables.tries, Try)
SUPPRESSIONS = Shelf(tables.suppressions, Suppression)
ROLES = Shelf(tables.roles, Trust)
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


def failed_deliveries(tx: Tx, asked: RetryDeliveries) -> list[Delivery]:
    """What failed or bounced in the span that is asked for, the earliest first: one more than may be tried at once."""
    found = tables.deliveries.c
    narrow = {found.channel: asked.channel, found.to: asked.to, found.delivery_id: asked.delivery_id}
    query = DELIVERIES.every.where(
        found.state.in_((DeliveryState.FAILED, DeliveryState.BOUNCED)),
        found.last_at >= asked.since,
        found.last_at < asked.until,
        *(column == wanted for column, wanted in narrow.items() if wanted is not None),
    )
    rows = tx.rows(query.order_by(found.last_at, found.delivery_id).limit(MOST + 1))
    return [DELIVERIES.value(row) for row in rows]
