"""What the events of attendance do to the store."""

from cityteams_chassis import Fold

ATTENDANCE: tuple[Fold, ...] = ()
