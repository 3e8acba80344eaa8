"""A cluster as a whole: its name, its stages, its end, two that become one, one that becomes two. Pure."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.life import after, require_living, settle
from cityteams_clusters.domain.life_invitations import withdrawn
from cityteams_clusters.domain.life_members import MOST_MEMBERS, Surroundings, join
from cityteams_clusters.domain.rules import missing_rules
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    AdvanceCluster,
    ClusterAdvanced,
    ClusterDissolved,
    ClusterMerged,
    ClusterRenamed,
    ClusterStage,
    MergeClusters,
    OfficialNamed,
    RenameCluster,
)
from cityteams_contracts.values import ClusterId

_S = ClusterStage
NEXT: Mapping[ClusterStage, tuple[ClusterStage, ...]] = MappingProxyType(
    {
        _S.LISTED: (_S.ACTIVE, _S.DORMANT),
        _S.ACTIVE: (_S.EXHIBITING, _S.IN_PLAYBOOK, _S.DORMANT),
        _S.EXHIBITING: (_S.ACTIVE, _S.IN_PLAYBOOK, _S.DORMANT),
        _S.IN_PLAYBOOK: (_S.ACTIVE, _S.EXHIBITING, _S.DORMANT),
        _S.DORMANT: (_S.ACTIVE,),
    }
)
"""Where a listed cluster may go from each stage: every round it may work and exhibit again."""
_SHOWN = (_S.EXHIBITING, _S.IN_PLAYBOOK)


def decide_renaming(
    cluster: Cluster | None, command: RenameCluster, around: Surroundings, now: datetime
) -> list[Event]:
    """Another title. Raises Rejected."""
    team = require_living(cluster)
    if team.title == command.title:
        raise Rejected("nothing-was-changed", "The cluster has this title already.", "title")
    renamed = ClusterRenamed(cluster_id=team.cluster_id, before=team.title, title=command.title, renamed_at=now)
    return [renamed, *settle(team, after(team, renamed), around.offers, around.alliance, now)]


def decide_stage(cluster: Cluster | None, command: AdvanceCluster, now: datetime) -> ClusterAdvanced:
    """The next stage of a listed cluster; only one that counts is shown to the public. Raises Rejected."""
    team = require_living(cluster)
    if team.state is not ClusterState.LISTED:
        lacks = ", ".join(team.missing)
        raise Rejected(
            "cluster-is-not-listed", f"Only a listed cluster goes on. This one still lacks: {lacks}.", "stage"
        )
    if command.stage not in NEXT[team.stage]:
        there = ", ".join(NEXT[team.stage])
        raise Rejected(
            "the-stage-does-not-follow", f"This cluster is {team.stage}. From there it may become: {there}.", "stage"
        )
    if command.stage in _SHOWN and not team.valid:
        lacks = ", ".join(team.missing)
        raise Rejected("cluster-does-not-count", f"The cluster lacks: {lacks}. Complete the team first.", "stage")
    return ClusterAdvanced(
        cluster_id=team.cluster_id,
        before=team.stage,
        stage=command.stage,
        title=team.title,
        lead=team.lead,
        advanced_at=now,
    )


def dissolve(cluster: Cluster, now: datetime, merged_into: ClusterId | None = None) -> list[Event]:
    """The end of a team; whom it asked hears that no answer is needed any more."""
    ended = ClusterDissolved(
        cluster_id=cluster.cluster_id,
        worksheet_id=cluster.worksheet_id,
        lead=cluster.lead,
        title=cluster.title,
        merged_into=merged_into,
    )
    return [*(withdrawn(cluster, each, now) for each in cluster.open_invitations), ended]


def decide_end(cluster: Cluster | None, now: datetime) -> list[Event]:
    """The team ends itself. Raises Rejected."""
    return dissolve(require_living(cluster), now)


def decide_merging(
    cluster: Cluster | None, into: Cluster | None, command: MergeClusters, around: Surroundings, now: datetime
) -> list[Event]:
    """One lives on in the other, which takes over its members, their roles, and its officials. Raises Rejected."""
    if command.cluster_id == command.into:
        raise Rejected("a-cluster-cannot-merge-with-itself", "Name two different clusters.", "into")
    one, other = require_living(cluster), require_living(into, "into")
    new = [each for each in one.members if other.member(each.organisation_id) is None]
    if len(other.members) + len(new) > MOST_MEMBERS:
        reason = f"Together they would have more than {MOST_MEMBERS} members. Let some of them go first."
        raise Rejected("the-cluster-is-full", reason, "into")
    merged = ClusterMerged(
        cluster_id=one.cluster_id, into=other.cluster_id, title=one.title, into_title=other.title, merged_at=now
    )
    said: list[Event] = []
    for each in one.members:
        known, now_is = other.member(each.organisation_id), after(other, *said)
        if known is None or (each.deploys and not known.deploys):
            key = each.organisation_id
            said.append(join(now_is, each, one.roles.get(key, ()), one.speakers.get(key), now))
    for person_id in one.officials:
        if person_id not in other.officials:
            missing = missing_rules(after(other, *said).members, has_official=True)
            said.append(OfficialNamed(cluster_id=other.cluster_id, person_id=person_id, missing=missing))
    follows = settle(other, after(other, *said), around.offers, around.alliance, now)
    return [merged, *dissolve(one, now, other.cluster_id), *said, *follows]
