"""Whether the one who asks may: the table of the contracts, held against what notifications knows itself."""

from collections.abc import Iterable

from cityteams_chassis import Tx
from cityteams_contracts import Command
from cityteams_contracts.rights import require
from cityteams_contracts.values import PersonId
from cityteams_notifications.store import ROLES


def allow(command: Command, tx: Tx, **people: Iterable[PersonId | None]) -> None:
    """The first line of every handler of a command; raises Rejected. `people` as `require` takes them."""
    require(command, tx.actor, tx.get(ROLES, tx.actor), **people)
