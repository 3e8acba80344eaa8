"""Facts of other services in the domain's own words, so that a neighbour's next version stays outside of it."""

from cityteams_contracts.clusters import ClusterListed
from cityteams_events.domain.slot import Cluster


def cluster_of(event: ClusterListed) -> Cluster:
    """The listed cluster, as far as an agenda is concerned."""
    return Cluster(event.cluster_id, event.round_id, event.sector, event.title, event.lead, event.listed_at)
