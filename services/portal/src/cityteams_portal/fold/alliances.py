"""What the events of alliances do to the portal's copy: each is noted, and then changes what the alliance is."""

from cityteams_chassis import Stamp, folds, notes
from cityteams_contracts import Event
from cityteams_portal.domain.alliance import CHANGES, Alliance, lived
from cityteams_portal.domain.happened import noted
from cityteams_portal.store.alliances import ALLIANCES as SHELF
from cityteams_portal.store.life import HAPPENED


def _lived(row: Alliance | None, event: Event, stamp: Stamp) -> Alliance | None:
    return lived(row, event, stamp.at)


ALLIANCES = (
    *(notes(event, HAPPENED, SHELF, by="super_cluster_id", apply=noted) for event in CHANGES),
    *(folds(event, SHELF, by="super_cluster_id", apply=_lived) for event in CHANGES),
)
