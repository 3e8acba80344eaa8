"""Where clusters keeps what it knows, and how it finds it again."""

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_clusters import tables
from cityteams_clusters.domain.cluster import ClusterState
from cityteams_clusters.domain.matching import Team
from cityteams_clusters.domain.project import Project
from cityteams_clusters.store.shelves import CLUSTERS as CLUSTERS
from cityteams_clusters.store.shelves import PROJECTS as PROJECTS
from cityteams_clusters.store.shelves import ROLES as ROLES
from cityteams_clusters.store.shelves import SUPER_CLUSTERS as SUPER_CLUSTERS
from cityteams_contracts.values import ClusterId, SectorCode

_WAITS = (tables.clusters.c.state == ClusterState.FORMING) & tables.clusters.c.open_invitation.is_(None)
_CAN_BE_ASKED = tables.projects.c.lead.not_in(sa.select(tables.forgotten.c.person_id))


def team(tx: Tx, cluster_id: ClusterId) -> Team | None:
    """A cluster with the needs of its worksheet; None when either is not there."""
    cluster = tx.get(CLUSTERS, cluster_id)
    project = tx.get(PROJECTS, cluster.worksheet_id) if cluster else None
    return Team(cluster, project.needs) if cluster and project else None


def waiting_teams(tx: Tx) -> list[Team]:
    """Every team that nobody is being asked for, in two statements at most."""
    waiting = tx.find(CLUSTERS, _WAITS)
    if not waiting:
        return []
    theirs = tables.projects.c.worksheet_id == tables.clusters.c.worksheet_id
    needs = {project.worksheet_id: project.needs for project in tx.find(PROJECTS, theirs, _WAITS)}
    return [Team(cluster, needs[cluster.worksheet_id]) for cluster in waiting if cluster.worksheet_id in needs]


def projects_in(tx: Tx, sector: SectorCode) -> list[Project]:
    """The accepted projects of a sector that somebody can be asked about."""
    return tx.find(PROJECTS, tables.projects.c.sector == sector, _CAN_BE_ASKED)


def projects_outside(tx: Tx, sector: SectorCode) -> list[Project]:
    """The accepted projects of all other sectors that somebody can be asked about."""
    return tx.find(PROJECTS, tables.projects.c.sector != sector, _CAN_BE_ASKED)
