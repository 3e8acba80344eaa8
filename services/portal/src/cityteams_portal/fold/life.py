"""What the events of life do to the portal's copy."""

from cityteams_chassis import Fold

LIFE: tuple[Fold, ...] = ()
