"""Who is compared with whom: the contributors to a benchmark, and the group each is in."""

from dataclasses import dataclass

from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.kpis.observation import Revision
from cityteams_clusters.domain.rules import will_deploy
from cityteams_contracts.clusters import Grouping, Measure
from cityteams_contracts.values import ClusterId, OrganisationKind

_SMALL, _MIDDLE = 3, 6


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one cluster brings into a comparison."""

    cluster_id: ClusterId
    group: str
    value: float


def in_force(revisions: list[Revision]) -> dict[ClusterId, Revision]:
    """What held when the period was frozen: of each cluster the latest observation, in its last revision then."""
    last: dict[str, Revision] = {}
    for each in revisions:
        known = last.get(each.observation_id)
        if known is None or each.revision > known.revision:
            last[each.observation_id] = each
    found: dict[ClusterId, Revision] = {}
    for each in sorted(last.values(), key=lambda one: (one.period_end, one.observation_id)):
        if each.value is not None:  # “not reported” is no value, and never zero
            found[each.cluster_id] = each
    return found


def contributions(
    revisions: list[Revision], clusters: list[Cluster], measure: Measure, grouping: Grouping | None
) -> list[Contribution]:
    """The contributions of these clusters, each once, in the order of their ids."""
    known, held = {each.cluster_id: each for each in clusters}, in_force(revisions)
    found = []
    for cluster_id in sorted(held.keys() & known.keys()):
        value = held[cluster_id].value if measure is Measure.VALUE else held[cluster_id].progress
        if value is not None:
            found.append(Contribution(cluster_id, group_of(known[cluster_id], grouping), value))
    return found


def group_of(cluster: Cluster, grouping: Grouping | None) -> str:
    """The word for the peers of a cluster; every cluster is in exactly one group."""
    if grouping is Grouping.SECTOR:
        return cluster.sector
    if grouping is Grouping.COUNTRY:
        places = [each.country for each in cluster.members if will_deploy(each)] or [
            each.country for each in cluster.members
        ]
        return next((place for place in places if place), "unknown")
    if grouping is Grouping.SIZE:
        return _size(len({each.organisation_id for each in cluster.members}))
    return _kind(cluster) if grouping is Grouping.KIND else "all"


def _size(members: int) -> str:
    if members <= _SMALL:
        return "up_to_3_members"
    return "4_to_6_members" if members <= _MIDDLE else "7_and_more_members"


def _kind(cluster: Cluster) -> str:
    """By the partners beside the cities: of one kind, of several, or none."""
    kinds = {each.kind for each in cluster.members} - {OrganisationKind.MUNICIPALITY}
    if not kinds:
        return "cities_only"
    return f"with_{next(iter(kinds))}" if len(kinds) == 1 else "with_several_kinds"
