"""Whether the one who asks may: the table of the contracts, held against what clusters knows itself."""

from collections.abc import Iterable

from cityteams_chassis import Tx
from cityteams_clusters.store import ROLES
from cityteams_contracts import Command
from cityteams_contracts.rights import require
from cityteams_contracts.values import PersonId


def allow(command: Command, tx: Tx, **people: Iterable[PersonId | None]) -> None:
    """The first line of every handler of a command; raises Rejected. `people` as `require` takes them."""
    require(command, tx.actor, tx.get(ROLES, tx.actor), **people)
