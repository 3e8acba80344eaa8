"""What the events of reminders do to the store."""

from cityteams_chassis import Fold

REMINDERS: tuple[Fold, ...] = ()
