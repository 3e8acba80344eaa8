"""What the events of planning do to the store."""

from cityteams_chassis import Fold

PLANNING: tuple[Fold, ...] = ()
