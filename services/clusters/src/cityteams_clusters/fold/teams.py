"""What each event does to the store, live and in a replay."""

from collections.abc import Callable
from typing import TypeVar

from cityteams_chassis import Stamp, folds
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_clusters.incoming import project_of
from cityteams_clusters.store import CLUSTERS, PROJECTS, ROLES, SUPER_CLUSTERS
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    InvitationAnswered,
    MemberInvited,
    SuperClusterFormed,
)
from cityteams_contracts.registration import (
    PersonErased,
    RoleGranted,
    RoleRevoked,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetWithdrawn,
)
from cityteams_contracts.rights import Trust

V = TypeVar("V")
E = TypeVar("E")


def _starts(begin: Callable[[E], V]) -> Callable[[V | None, E, Stamp], V]:
    """The event alone says what the row is."""
    return lambda _state, event, _stamp: begin(event)


def _goes_on(change: Callable[[V, E], V]) -> Callable[[V | None, E, Stamp], V]:
    """The event changes a row that an earlier event of the same aggregate began."""

    def apply(state: V | None, event: E, _stamp: Stamp) -> V:
        if state is None:
            raise LookupError(f"{type(event).__name__} came before what it builds on")
        return change(state, event)

    return apply


def _ends(_state: V | None, _event: object, _stamp: Stamp) -> V | None:
    """The row is gone, if it was there."""
    return None


TEAMS = (
    folds(WorksheetAccepted, PROJECTS, by="worksheet_id", apply=_starts(project_of)),
    folds(WorksheetWithdrawn, PROJECTS, by="worksheet_id", apply=_ends),
    folds(WorksheetDeclined, PROJECTS, by="worksheet_id", apply=_ends),
    folds(ClusterProposed, CLUSTERS, by="cluster_id", apply=_starts(Cluster.proposed)),
    folds(MemberInvited, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.invited)),
    folds(InvitationAnswered, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.answered)),
    folds(ClusterConfirmed, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.confirmed)),
    folds(ClusterListed, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.listed)),
    folds(ClusterRevised, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.revised)),
    folds(AffiliationGranted, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.affiliated)),
    folds(ClusterDissolved, CLUSTERS, by="cluster_id", apply=_goes_on(Cluster.dissolved)),
    folds(SuperClusterFormed, SUPER_CLUSTERS, by="super_cluster_id", apply=_starts(SuperCluster.formed)),
    folds(RoleGranted, ROLES, by="person_id", apply=Trust.granted),
    folds(RoleRevoked, ROLES, by="person_id", apply=Trust.revoked),
    folds(PersonErased, ROLES, by="person_id", apply=Trust.erased),
)
