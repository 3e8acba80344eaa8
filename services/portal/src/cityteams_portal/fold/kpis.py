"""What the events of kpis do to the portal's copy."""

from cityteams_chassis import Fold

KPIS: tuple[Fold, ...] = ()
