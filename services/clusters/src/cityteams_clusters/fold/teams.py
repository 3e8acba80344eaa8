"""What worksheets, roles and proposals do to the store, live and in a replay."""

from cityteams_chassis import folds
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.fold.building import ends, starts
from cityteams_clusters.incoming import project_of
from cityteams_clusters.store import CLUSTERS, PROJECTS, ROLES
from cityteams_contracts.clusters import ClusterProposed
from cityteams_contracts.registration import (
    PersonErased,
    RoleGranted,
    RoleRevoked,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetWithdrawn,
)
from cityteams_contracts.rights import Trust

TEAMS = (
    folds(WorksheetAccepted, PROJECTS, by="worksheet_id", apply=starts(project_of)),
    folds(WorksheetWithdrawn, PROJECTS, by="worksheet_id", apply=ends),
    folds(WorksheetDeclined, PROJECTS, by="worksheet_id", apply=ends),
    folds(ClusterProposed, CLUSTERS, by="cluster_id", apply=starts(Cluster.proposed)),
    folds(RoleGranted, ROLES, by="person_id", apply=Trust.granted),
    folds(RoleRevoked, ROLES, by="person_id", apply=Trust.revoked),
    folds(PersonErased, ROLES, by="person_id", apply=Trust.erased),
)
