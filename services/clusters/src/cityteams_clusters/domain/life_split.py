"""Some members of a cluster go on as a cluster of their own. Pure."""

from datetime import datetime

from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.life import after, require_living, settle
from cityteams_clusters.domain.life_members import Surroundings, require_member
from cityteams_clusters.domain.listing import list_cluster
from cityteams_clusters.domain.rules import missing_rules
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import ClusterProposed, ClusterSplit, MemberRolesSet, SplitCluster
from cityteams_contracts.values import ClusterId, Participant


def decide_split(
    cluster: Cluster | None, command: SplitCluster, new_id: ClusterId, around: Surroundings, now: datetime
) -> list[Event]:
    """The named members leave together; both halves are then held against the rules. Raises Rejected."""
    team = require_living(cluster)
    going = _going(team, command)
    staying = [each for each in team.members if each not in going]
    officials = tuple(dict.fromkeys(command.officials))
    keeps = bool(set(team.officials) - set(officials)) or (not team.officials and team.has_official)
    split = ClusterSplit(
        cluster_id=team.cluster_id,
        into=new_id,
        title=team.title,
        into_title=command.title,
        members=going,
        officials=officials,
        missing=missing_rules(staying, has_official=keeps),
        split_at=now,
    )
    rest = settle(team, after(team, split), around.offers, around.alliance, now)
    return [split, *rest, *_begun(team, split, command, around, now)]


def _going(team: Cluster, command: SplitCluster) -> tuple[Participant, ...]:
    ids = tuple(dict.fromkeys(command.organisations))
    going = tuple(require_member(team, each) for each in ids)
    if len(going) == len(team.members):
        reason = "At least one member has to stay. Rename the cluster if all of them go on together."
        raise Rejected("somebody-has-to-stay", reason, "organisations")
    return going


def _begun(
    team: Cluster, split: ClusterSplit, command: SplitCluster, around: Surroundings, now: datetime
) -> list[Event]:
    """The new cluster, with the roles that its members had; listed at once when it is complete."""
    proposed = ClusterProposed(
        cluster_id=split.into,
        worksheet_id=team.worksheet_id,
        round_id=team.round_id,
        sector=team.sector,
        title=command.title,
        lead=command.lead,
        members=split.members,
        missing=missing_rules(split.members, has_official=bool(split.officials)),
        officials=split.officials,
        split_from=team.cluster_id,
    )
    roles = [
        MemberRolesSet(cluster_id=split.into, organisation=each, roles=known, missing=proposed.missing)
        for each in split.members
        if (known := team.roles.get(each.organisation_id))
    ]
    begun = after(Cluster.proposed(proposed), *roles)
    return [proposed, *roles, *(list_cluster(begun, around.offers, around.alliance, now) if begun.complete else ())]
