"""Where registration keeps what it knows, and how it finds it again."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.rights import Trust
from cityteams_registration import tables
from cityteams_registration.domain.audit import Entry
from cityteams_registration.domain.participation import Participation
from cityteams_registration.domain.people.person import Person
from cityteams_registration.domain.rounds import KeptRound
from cityteams_registration.domain.worksheet import Worksheet, WorksheetState

ROUNDS = Shelf(tables.rounds, KeptRound)
WORKSHEETS = Shelf(tables.worksheets, Worksheet)
PARTICIPATIONS = Shelf(tables.participations, Participation)
AUDIT = Shelf(tables.audit, Entry)
ROLES = Shelf(tables.roles, Trust)
PEOPLE = Shelf(tables.people, Person)


def open_rounds(tx: Tx, now: datetime) -> list[KeptRound]:
    """The rounds that take supplements now, in the order in which they began."""
    return [kept for kept in _rounds(tx) if kept.closed_at is None and _in_time(kept, now)]


def not_asked_yet(tx: Tx, kept: KeptRound, limit: int) -> list[Worksheet]:
    """Accepted worksheets of rounds that began before this one, which has not asked them anything yet."""
    worksheet, participation = tables.worksheets.c, tables.participations.c
    asked = sa.exists().where(
        participation.participation_id == worksheet.worksheet_id + f":{kept.round_id}",
    )
    earlier = [each.round_id for each in _before(tx, kept)]
    if not earlier:
        return []
    of_earlier = worksheet.round_id.in_(earlier) & worksheet.first_round_id.in_(earlier)
    return tx.find(WORKSHEETS, of_earlier, worksheet.state == WorksheetState.ACCEPTED, ~asked, limit=limit)


def trail(tx: Tx, worksheet_id: str) -> list[Entry]:
    """The audit trail of a worksheet, the first event first."""
    return tx.find(AUDIT, tables.audit.c.worksheet_id == worksheet_id, order_by=tables.audit.c.number)


def _before(tx: Tx, kept: KeptRound) -> list[KeptRound]:
    rounds = _rounds(tx)
    return rounds[: [each.round_id for each in rounds].index(kept.round_id)]


def _rounds(tx: Tx) -> list[KeptRound]:
    """As they began; those of the same moment, as on a first start, in the order of their ids."""
    return sorted(tx.find(ROUNDS), key=lambda kept: (kept.opened_at, kept.round_id))


def _in_time(kept: KeptRound, now: datetime) -> bool:
    until = kept.round.deadlines.supplements_until
    return until is None or now <= until
