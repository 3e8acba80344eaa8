"""What the events of kpis do to the store."""

from cityteams_chassis import Fold

KPIS: tuple[Fold, ...] = ()
