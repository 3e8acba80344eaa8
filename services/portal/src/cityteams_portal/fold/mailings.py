"""What the events of mailings do to the portal's copy."""

from cityteams_chassis import Fold

MAILINGS: tuple[Fold, ...] = ()
