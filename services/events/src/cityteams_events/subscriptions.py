"""What events listens to: the secretariat, and the clusters that are listed or dissolved."""

from cityteams_chassis import hear, obey
from cityteams_contracts.clusters import ClusterDissolved, ClusterListed
from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_events.handlers.agenda import cancel_slots, give_slots, hold_gathering, release_agenda
from cityteams_events.store import GATHERINGS, RELEASES

REACTIONS = (
    obey(
        "events-obey-commands",
        "events",
        {HoldGathering: hold_gathering, ReleaseAgenda: release_agenda},
        loads={
            HoldGathering: ((GATHERINGS, "gathering_id"),),
            ReleaseAgenda: ((GATHERINGS, "gathering_id"), (RELEASES, "gathering_id")),
        },
    ),
    hear(
        "events-follow-clusters",
        "clusters",
        "cluster",
        {ClusterListed: give_slots, ClusterDissolved: cancel_slots},
    ),
    hear("events-follow-people", "registration", "person", {}),
)
