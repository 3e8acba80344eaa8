"""The decisions of alliances themselves: forming, promoting, renaming, merging, chairs, groups, blueprints. Pure."""

from datetime import datetime

from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.life import require_living
from cityteams_clusters.domain.super_cluster import Entity, SuperCluster, require_alliance
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ChairLeft,
    ChairNamed,
    ClusterPromoted,
    EntityAffiliated,
    FormSuperCluster,
    FormThematicCluster,
    MergeSuperClusters,
    NameChair,
    PromoteCluster,
    RemoveChair,
    RenameSuperCluster,
    SuperClusterFormed,
    SuperClusterRenamed,
    SuperClustersMerged,
    ThematicClusterFormed,
    WorkingGroupRevised,
)
from cityteams_contracts.values import PersonId

MOST_CHAIRS = 5


def decide_forming(known: SuperCluster | None, command: FormSuperCluster) -> SuperClusterFormed:
    """A SuperCluster comes into being. Raises Rejected."""
    _require_new(known)
    return SuperClusterFormed(
        super_cluster_id=command.super_cluster_id,
        round_id=command.round_id,
        sector=command.sector,
        title=command.title,
    )


def decide_theme(known: SuperCluster | None, command: FormThematicCluster, now: datetime) -> ThematicClusterFormed:
    """A thematic cluster comes into being. Raises Rejected."""
    _require_new(known)
    return ThematicClusterFormed(
        super_cluster_id=command.super_cluster_id,
        title=command.title,
        leader=command.leader,
        leader_of=command.leader_of,
        sector=command.sector,
        formed_at=now,
    )


def decide_promotion(
    known: SuperCluster | None, cluster: Cluster | None, command: PromoteCluster, now: datetime
) -> list[Event]:
    """A listed cluster founds a SuperCluster of its sector and belongs to it. Raises Rejected."""
    _require_new(known)
    team = require_living(cluster)
    if team.state is not ClusterState.LISTED:
        raise Rejected("cluster-is-not-listed", "Only a listed cluster can become a SuperCluster.", "cluster_id")
    formed = SuperClusterFormed(
        super_cluster_id=command.super_cluster_id,
        round_id=team.round_id,
        sector=team.sector,
        title=command.title,
        promoted_from=team.cluster_id,
    )
    promoted = ClusterPromoted(
        cluster_id=team.cluster_id,
        super_cluster_id=command.super_cluster_id,
        title=team.title,
        lead=team.lead,
        promoted_at=now,
    )
    granted = AffiliationGranted(
        cluster_id=team.cluster_id, super_cluster_id=command.super_cluster_id, super_cluster=command.title
    )
    return [formed, promoted, granted]


def decide_alliance_name(known: SuperCluster | None, command: RenameSuperCluster, now: datetime) -> SuperClusterRenamed:
    """Another title. Raises Rejected."""
    alliance = require_alliance(known)
    if alliance.title == command.title:
        raise Rejected("nothing-was-changed", "The SuperCluster has this title already.", "title")
    return SuperClusterRenamed(
        super_cluster_id=alliance.super_cluster_id, before=alliance.title, title=command.title, renamed_at=now
    )


def decide_union(
    known: SuperCluster | None, into: SuperCluster | None, command: MergeSuperClusters, now: datetime
) -> list[Event]:
    """One lives on in the other, which takes over its individual entities, and its chairs while there is room.

    Clusters need no event: their affiliation leads on. Raises Rejected.
    """
    if command.super_cluster_id == command.into:
        raise Rejected("a-super-cluster-cannot-merge-with-itself", "Name two different SuperClusters.", "into")
    one, other = require_alliance(known), require_alliance(into, "into")
    if one.thematic != other.thematic:
        reason = "A SuperCluster and a thematic cluster do not become one. Choose two of a kind."
        raise Rejected("alliances-are-of-two-kinds", reason, "into")
    merged = SuperClustersMerged(
        super_cluster_id=one.super_cluster_id,
        into=other.super_cluster_id,
        title=one.title,
        into_title=other.title,
        merged_at=now,
    )
    chairs = [each for each in one.chairs if each.person_id not in other.chair_ids]
    entities = [each for each in one.entities if not other.entity(each.organisation.organisation_id)]
    return [
        merged,
        *(_chair(other, each.person_id, each.of, now) for each in chairs[: MOST_CHAIRS - len(other.chairs)]),
        *(belongs(other, each, now) for each in entities),
    ]


def decide_chair(known: SuperCluster | None, command: NameChair, now: datetime) -> ChairNamed:
    """One chair more, of five at most. Raises Rejected."""
    alliance = require_alliance(known)
    if command.person_id in alliance.chair_ids:
        raise Rejected("person-is-already-a-chair", "This person is a chair already.", "person_id")
    if len(alliance.chairs) >= MOST_CHAIRS:
        reason = f"There are {MOST_CHAIRS} chairs, and no alliance has more. Remove one of them first."
        raise Rejected("a-super-cluster-has-five-chairs-at-most", reason, "person_id")
    return _chair(alliance, command.person_id, command.of, now)


def decide_chair_leaving(known: SuperCluster | None, command: RemoveChair, now: datetime) -> ChairLeft:
    """One chair less; a SuperCluster may be without until one is elected. Raises Rejected."""
    alliance = require_alliance(known)
    if command.person_id not in alliance.chair_ids:
        raise Rejected("person-is-not-a-chair", "This person is no chair of it.", "person_id")
    if alliance.thematic and len(alliance.chairs) == 1:
        reason = "A thematic cluster is led by an expert. Name the next one first."
        raise Rejected("a-thematic-cluster-needs-its-leader", reason, "person_id")
    return _left(alliance, command.person_id, now)


def decide_forgetting_chair(alliance: SuperCluster, person_id: PersonId, now: datetime) -> list[Event]:
    """A person was forgotten: they chair nothing any more."""
    groups = [
        WorkingGroupRevised(
            super_cluster_id=alliance.super_cluster_id,
            group=each.group,
            title=each.title,
            chair=None,
            revised_at=now,
        )
        for each in alliance.groups
        if each.chair == person_id
    ]
    return [*([_left(alliance, person_id, now)] if person_id in alliance.chair_ids else []), *groups]


def belongs(alliance: SuperCluster, entity: Entity, now: datetime) -> EntityAffiliated:
    """An individual entity belongs to the alliance."""
    return EntityAffiliated(
        super_cluster_id=alliance.super_cluster_id,
        organisation=entity.organisation,
        person_id=entity.person_id,
        title=alliance.title,
        affiliated_at=now,
    )


def _chair(alliance: SuperCluster, person_id: PersonId, of: str | None, now: datetime) -> ChairNamed:
    return ChairNamed(
        super_cluster_id=alliance.super_cluster_id, person_id=person_id, of=of, title=alliance.title, named_at=now
    )


def _left(alliance: SuperCluster, person_id: PersonId, now: datetime) -> ChairLeft:
    return ChairLeft(super_cluster_id=alliance.super_cluster_id, person_id=person_id, title=alliance.title, left_at=now)


def _require_new(known: SuperCluster | None) -> None:
    if known is not None:
        raise Rejected(
            "super-cluster-is-already-formed",
            f"“{known.title}” has this id. Choose another id.",
            "super_cluster_id",
        )
