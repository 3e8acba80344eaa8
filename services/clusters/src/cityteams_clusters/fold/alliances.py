"""What the events of alliances do to the store."""

from collections.abc import Callable, Mapping
from typing import Any

from cityteams_chassis import folds
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_clusters.fold.building import goes_on, starts
from cityteams_clusters.store import SUPER_CLUSTERS
from cityteams_contracts import Event
from cityteams_contracts import clusters as said

_BEGINS: Mapping[type[Event], Callable[[Any], SuperCluster]] = {
    said.SuperClusterFormed: SuperCluster.formed,
    said.ThematicClusterFormed: SuperCluster.thematic_formed,
}
_GOES_ON: Mapping[type[Event], Callable[[SuperCluster, Any], SuperCluster]] = {
    said.SuperClusterRenamed: SuperCluster.renamed,
    said.SuperClustersMerged: SuperCluster.merged,
    said.ChairNamed: SuperCluster.chair_named,
    said.ChairLeft: SuperCluster.chair_left,
    said.EntityAffiliationAsked: SuperCluster.entity_asked,
    said.EntityAffiliationDeclined: SuperCluster.entity_declined,
    said.EntityAffiliated: SuperCluster.entity_affiliated,
    said.EntityLeft: SuperCluster.entity_left,
    said.WorkingGroupFormed: SuperCluster.group_formed,
    said.WorkingGroupRevised: SuperCluster.group_revised,
    said.WorkingGroupClosed: SuperCluster.group_closed,
    said.BlueprintPublished: SuperCluster.published,
}
ALLIANCES = (
    *(folds(event, SUPER_CLUSTERS, by="super_cluster_id", apply=starts(begin)) for event, begin in _BEGINS.items()),
    *(folds(event, SUPER_CLUSTERS, by="super_cluster_id", apply=goes_on(go)) for event, go in _GOES_ON.items()),
)
