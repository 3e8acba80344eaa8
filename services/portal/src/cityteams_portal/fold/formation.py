"""What the events of formation do to the portal's copy."""

from cityteams_chassis import Fold

FORMATION: tuple[Fold, ...] = ()
