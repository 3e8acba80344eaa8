"""What the events of partners do to the store."""

from cityteams_chassis import Fold

PARTNERS: tuple[Fold, ...] = ()
