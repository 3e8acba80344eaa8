"""What the events of attendance do to the portal's copy."""

from cityteams_chassis import Fold

ATTENDANCE: tuple[Fold, ...] = ()
