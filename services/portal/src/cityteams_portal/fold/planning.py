"""What the events of planning do to the portal's copy."""

from cityteams_chassis import Fold

PLANNING: tuple[Fold, ...] = ()
