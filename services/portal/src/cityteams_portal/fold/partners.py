"""What the events of partners do to the portal's copy."""

from cityteams_chassis import Fold

PARTNERS: tuple[Fold, ...] = ()
