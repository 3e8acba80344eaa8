"""What the events of reminders do to the portal's copy."""

from cityteams_chassis import Fold

REMINDERS: tuple[Fold, ...] = ()
