"""What the events of life do to the store."""

from cityteams_chassis import Fold

LIFE: tuple[Fold, ...] = ()
