"""What the events of meetings do to the store."""

from cityteams_chassis import Fold

MEETINGS: tuple[Fold, ...] = ()
