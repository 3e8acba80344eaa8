"""What the events of preferences do to the portal's copy."""

from cityteams_chassis import Fold

PREFERENCES: tuple[Fold, ...] = ()
