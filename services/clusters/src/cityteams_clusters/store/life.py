"""The shelves of life, and how those clusters are found that a person, an organisation or a moment concerns."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_clusters import tables
from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.ids import super_cluster_id_of
from cityteams_clusters.domain.life_invitations import Deadline
from cityteams_clusters.domain.life_members import Surroundings
from cityteams_clusters.domain.organisation import Organisation
from cityteams_clusters.domain.standing import Forgotten, Standing
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_clusters.store.shelves import CLUSTERS, PROJECTS, SUPER_CLUSTERS
from cityteams_contracts.values import ClusterId, OrganisationId, PersonId, SuperClusterId

DEADLINES = Shelf(tables.deadlines, Deadline)
ORGANISATIONS = Shelf(tables.organisations, Organisation)
STANDINGS = Shelf(tables.standings, Standing)
FORGOTTEN = Shelf(tables.forgotten, Forgotten)
DUE_AT_ONCE = 100


def due(tx: Tx, until: datetime) -> list[Deadline]:
    """The questions whose next moment has come, the earliest first."""
    at = tables.deadlines.c.at
    return tx.find(DEADLINES, at <= until, order_by=at, limit=DUE_AT_ONCE)


def living_alliance(tx: Tx, super_cluster_id: SuperClusterId) -> SuperCluster | None:
    """The alliance that an id means today: merged ids lead on, however often."""
    found = tx.get(SUPER_CLUSTERS, super_cluster_id)
    while found is not None and found.merged_into is not None:
        found = tx.get(SUPER_CLUSTERS, found.merged_into)
    return found


def living_organisation(tx: Tx, organisation_id: OrganisationId) -> Organisation | None:
    """The organisation that an id means today."""
    found = tx.get(ORGANISATIONS, organisation_id)
    while found is not None and found.merged_into is not None:
        found = tx.get(ORGANISATIONS, found.merged_into)
    return found


def surroundings(tx: Tx, cluster: Cluster | None) -> Surroundings:
    """What a change of this cluster may draw on."""
    if cluster is None:
        return Surroundings()
    project = tx.get(PROJECTS, cluster.worksheet_id)
    alliance = living_alliance(tx, super_cluster_id_of(cluster.round_id, cluster.sector))
    return Surroundings(project.offers if project else (), alliance)


def people_of(tx: Tx, organisation_id: OrganisationId) -> tuple[PersonId, ...]:
    """Who has a role at an organisation."""
    return tuple(each.person_id for each in tx.find(STANDINGS, tables.standings.c.organisation_id == organisation_id))


def clusters_of_person(tx: Tx, person_id: PersonId) -> list[Cluster]:
    """The living clusters that a person leads, is an official of, or was asked by; looks through all of them."""
    at = tables.clusters.c
    named = (at.lead == person_id) | _holds(at.officials, person_id) | _holds(at.invitations, person_id)
    return tx.find(CLUSTERS, at.state != ClusterState.DISSOLVED, named)


def clusters_of_organisation(tx: Tx, organisation_id: OrganisationId) -> list[Cluster]:
    """The living clusters that an organisation is a member of; looks through all of them."""
    at = tables.clusters.c
    return tx.find(CLUSTERS, at.state != ClusterState.DISSOLVED, _holds(at.members, organisation_id))


def alliances_of_person(tx: Tx, person_id: PersonId) -> list[SuperCluster]:
    """The alliances that a person chairs, or a working group of which."""
    at = tables.super_clusters.c
    return tx.find(SUPER_CLUSTERS, _holds(at.chairs, person_id) | _holds(at.groups, person_id))


def unknown_clusters(tx: Tx, cluster_ids: tuple[ClusterId, ...]) -> tuple[ClusterId, ...]:
    """Those of the ids that no cluster has."""
    tx.unit.prefetch([(CLUSTERS, each) for each in cluster_ids])
    return tuple(each for each in cluster_ids if tx.get(CLUSTERS, each) is None)


def _holds(column: sa.Column[object], word: str) -> sa.ColumnElement[bool]:
    """Whether a list kept as JSON has this id in it."""
    return sa.type_coerce(column, sa.Text).contains(f'"{word}"', autoescape=True)
