"""What the events of formation do to the store."""

from cityteams_chassis import Fold

FORMATION: tuple[Fold, ...] = ()
