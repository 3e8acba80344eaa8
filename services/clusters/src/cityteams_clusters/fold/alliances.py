"""What the events of alliances do to the store."""

from cityteams_chassis import Fold

ALLIANCES: tuple[Fold, ...] = ()
