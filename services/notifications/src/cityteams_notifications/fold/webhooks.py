"""What the events of webhooks do to the store."""

from cityteams_chassis import Fold

WEBHOOKS: tuple[Fold, ...] = ()
