"""What somebody has to do with: the worksheets that they lead."""

from cityteams_chassis import Tx
from cityteams_contracts.values import PersonId
from cityteams_portal import tables
from cityteams_portal.domain.worksheet import Worksheet
from cityteams_portal.store.shelves import WORKSHEETS


def led_by(tx: Tx, person_id: PersonId) -> list[Worksheet]:
    """The worksheets that a person leads, the latest change first."""
    at = tables.worksheets.c
    return tx.find(WORKSHEETS, at.lead == person_id, order_by=at.since.desc())
