"""Whether the one who asks may: the table of the contracts, held against what registration knows itself."""

from collections.abc import Iterable

from cityteams_chassis import Tx
from cityteams_contracts import Command
from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.rights import has_role, require
from cityteams_contracts.values import PersonId
from cityteams_registration.store import ROLES


def allow(command: Command, tx: Tx, **people: Iterable[PersonId | None]) -> None:
    """The first line of every handler of a command; raises Rejected.

    `people` are those who have a part in it, under a word of `Giver`: `self`, `lead`, `owner`, `member`.
    """
    require(command, tx.actor, tx.get(ROLES, tx.actor), **people)


def is_office(tx: Tx, person_id: PersonId) -> bool:
    """Whether this person may do what the secretariat may; for private requests, which name their actor."""
    return has_role(ProgrammeRole.SECRETARIAT, person_id, tx.get(ROLES, person_id))


def is_administrator(tx: Tx, person_id: PersonId) -> bool:
    """Whether this person may do what an administrator may."""
    return has_role(ProgrammeRole.ADMINISTRATOR, person_id, tx.get(ROLES, person_id))
