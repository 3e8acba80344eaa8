"""What the events of delivery do to the portal's copy."""

from cityteams_chassis import Fold

DELIVERY: tuple[Fold, ...] = ()
