"""What the events of preferences do to the store."""

from cityteams_chassis import Fold

PREFERENCES: tuple[Fold, ...] = ()
