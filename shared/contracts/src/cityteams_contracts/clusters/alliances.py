"""SuperClusters and thematic clusters: forming, renaming, merging, and their chairs.

Both are alliances: a SuperCluster gathers the clusters of a sector, a thematic cluster gathers organisations around
a theme all year round, led by an expert, who is its first chair. So they share one key, `super_cluster_id`.
"""

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Instant,
    Line,
    PersonId,
    RoundId,
    SectorCode,
    SuperClusterId,
)

__all__ = [
    "ChairLeft",
    "ChairNamed",
    "ClusterPromoted",
    "FormSuperCluster",
    "FormThematicCluster",
    "MergeSuperClusters",
    "NameChair",
    "PromoteCluster",
    "RemoveChair",
    "RenameSuperCluster",
    "SuperClusterRenamed",
    "SuperClustersMerged",
    "ThematicClusterFormed",
]


class FormSuperCluster(Command, name="clusters.form-super-cluster", key="super_cluster_id"):
    """An alliance beside those that listed clusters found by themselves."""

    super_cluster_id: SuperClusterId
    round_id: RoundId
    sector: SectorCode
    title: Line


class FormThematicCluster(Command, name="clusters.form-thematic-cluster", key="super_cluster_id"):
    """WeGO's form: a theme and the expert who leads it, of no round."""

    super_cluster_id: SuperClusterId
    title: Line
    leader: PersonId
    leader_of: Line | None = None
    sector: SectorCode | None = None


class ThematicClusterFormed(Event, name="clusters.super-cluster.thematic-formed", key="super_cluster_id"):
    """A thematic cluster came into being; its leader, an expert of `leader_of`, is its first chair."""

    super_cluster_id: SuperClusterId
    title: Line
    leader: PersonId
    leader_of: Line | None = None
    sector: SectorCode | None = None
    formed_at: Instant


class PromoteCluster(Command, name="clusters.promote-cluster", key="super_cluster_id"):
    """An action cluster has grown into a SuperCluster of its own."""

    super_cluster_id: SuperClusterId
    cluster_id: ClusterId
    title: Line


class ClusterPromoted(Event, name="clusters.cluster.promoted", key="cluster_id"):
    """The cluster founded a SuperCluster, to which it belongs from now on."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    title: Line
    lead: PersonId
    promoted_at: Instant


class RenameSuperCluster(Command, name="clusters.rename-super-cluster", key="super_cluster_id"):
    """Another title; the old one goes on leading here."""

    super_cluster_id: SuperClusterId
    title: Line


class SuperClusterRenamed(Event, name="clusters.super-cluster.renamed", key="super_cluster_id"):
    """The alliance has another title from now on."""

    super_cluster_id: SuperClusterId
    before: Line
    title: Line
    renamed_at: Instant


class MergeSuperClusters(Command, name="clusters.merge-super-clusters", key="super_cluster_id"):
    """The alliance `super_cluster_id` lives on in `into`."""

    super_cluster_id: SuperClusterId
    into: SuperClusterId


class SuperClustersMerged(Event, name="clusters.super-cluster.merged", key="super_cluster_id"):
    """The alliance lives on in another; its id leads there for good, and so does every affiliation with it."""

    super_cluster_id: SuperClusterId
    into: SuperClusterId
    title: Line
    into_title: Line
    merged_at: Instant


class NameChair(Command, name="clusters.name-chair", key="super_cluster_id"):
    """One more chair, of five at most; `of` is the organisation that the person is known by."""

    super_cluster_id: SuperClusterId
    person_id: PersonId
    of: Line | None = None


class ChairNamed(Event, name="clusters.super-cluster.chair-named", key="super_cluster_id"):
    """A person is a chair from now on."""

    super_cluster_id: SuperClusterId
    person_id: PersonId
    of: Line | None = None
    title: Line
    named_at: Instant


class RemoveChair(Command, name="clusters.remove-chair", key="super_cluster_id"):
    """A person is a chair no longer."""

    super_cluster_id: SuperClusterId
    person_id: PersonId


class ChairLeft(Event, name="clusters.super-cluster.chair-left", key="super_cluster_id"):
    """A person is a chair no longer."""

    super_cluster_id: SuperClusterId
    person_id: PersonId
    title: Line
    left_at: Instant
