"""What the events of alliances do to the portal's copy."""

from cityteams_chassis import Fold

ALLIANCES: tuple[Fold, ...] = ()
