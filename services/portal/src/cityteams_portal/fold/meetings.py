"""What the events of meetings do to the portal's copy."""

from cityteams_chassis import Fold

MEETINGS: tuple[Fold, ...] = ()
