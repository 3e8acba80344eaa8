"""What is kept on which table."""

from cityteams_chassis import Shelf
from cityteams_clusters import tables
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.project import Project
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_contracts.rights import Trust

PROJECTS = Shelf(tables.projects, Project)
CLUSTERS = Shelf(tables.clusters, Cluster)
SUPER_CLUSTERS = Shelf(tables.super_clusters, SuperCluster)
ROLES = Shelf(tables.roles, Trust)
