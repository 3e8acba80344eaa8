"""What the events of webhooks do to the portal's copy."""

from cityteams_chassis import Fold

WEBHOOKS: tuple[Fold, ...] = ()
