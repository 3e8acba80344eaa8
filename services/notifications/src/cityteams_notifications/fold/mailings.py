"""What the events of mailings do to the store."""

from cityteams_chassis import Fold

MAILINGS: tuple[Fold, ...] = ()
