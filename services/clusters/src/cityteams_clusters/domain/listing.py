"""How a complete team comes on the public list and into the alliance of its sector."""

from datetime import datetime

from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.ids import super_cluster_id_of
from cityteams_clusters.domain.super_cluster import SuperCluster, title_of
from cityteams_contracts import Event
from cityteams_contracts.clusters import AffiliationGranted, ClusterConfirmed, ClusterListed, SuperClusterFormed
from cityteams_contracts.values import Resource


def confirmed(cluster: Cluster, now: datetime) -> ClusterConfirmed:
    """The invited team has become complete."""
    return ClusterConfirmed(
        cluster_id=cluster.cluster_id,
        title=cluster.title,
        lead=cluster.lead,
        members=cluster.members,
        confirmed_at=now,
    )


def list_cluster(
    cluster: Cluster, offers: tuple[Resource, ...], alliance: SuperCluster | None, now: datetime
) -> list[Event]:
    """Puts a complete team on the public list and into the alliance of its sector; the first team founds that."""
    founded = SuperClusterFormed(
        super_cluster_id=super_cluster_id_of(cluster.round_id, cluster.sector),
        round_id=cluster.round_id,
        sector=cluster.sector,
        title=title_of(cluster.sector),
    )
    listed = ClusterListed(
        cluster_id=cluster.cluster_id,
        worksheet_id=cluster.worksheet_id,
        round_id=cluster.round_id,
        sector=cluster.sector,
        title=cluster.title,
        lead=cluster.lead,
        members=cluster.members,
        offers=offers,
        listed_at=now,
    )
    home = alliance or founded
    granted = AffiliationGranted(
        cluster_id=cluster.cluster_id, super_cluster_id=home.super_cluster_id, super_cluster=home.title
    )
    return [*(() if alliance else (founded,)), listed, granted]
