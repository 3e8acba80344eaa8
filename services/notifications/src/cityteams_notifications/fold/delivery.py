"""What the events of delivery do to the store."""

from cityteams_chassis import Fold

DELIVERY: tuple[Fold, ...] = ()
