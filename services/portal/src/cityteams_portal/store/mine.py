"""What somebody has to do with: the worksheets that they lead, the organisations that they belong to."""

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_contracts.values import PersonId
from cityteams_portal import tables
from cityteams_portal.domain.organisation import Registered
from cityteams_portal.domain.worksheet import Worksheet
from cityteams_portal.store.shelves import ORGANISATIONS, WORKSHEETS


def led_by(tx: Tx, person_id: PersonId) -> list[Worksheet]:
    """The worksheets that a person leads, the latest change first."""
    at = tables.worksheets.c
    return tx.find(WORKSHEETS, at.lead == person_id, order_by=at.since.desc())


def organisations_of(tx: Tx, person_id: PersonId) -> list[Registered]:
    """The organisations at which a person is named, by name."""
    at = tables.organisations.c
    named = sa.type_coerce(at.people, sa.Text).contains(f'"{person_id}"', autoescape=True)
    found = tx.find(ORGANISATIONS, named, at.merged_into.is_(None), order_by=at.sought)
    return [each for each in found if any(one.person_id == person_id for one in each.people)]
