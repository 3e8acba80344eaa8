"""What follows from the facts of registration for clusters that are there: people forgotten, organisations merged."""

from cityteams_chassis import Tx
from cityteams_clusters.domain.alliances import decide_forgetting_chair
from cityteams_clusters.domain.life_members import decide_identity
from cityteams_clusters.domain.life_people import decide_forgetting
from cityteams_clusters.handlers.searching import search_partner
from cityteams_clusters.store.life import (
    alliances_of_person,
    clusters_of_organisation,
    clusters_of_person,
    living_organisation,
    surroundings,
)
from cityteams_contracts.registration import OrganisationMerged, PersonErased


def forget_person(event: PersonErased, tx: Tx) -> None:
    """Their questions lapse, their offices end; the clusters that they led are told that they need another lead."""
    for cluster in clusters_of_person(tx, event.person_id):
        tx.say(*decide_forgetting(cluster, event.person_id, surroundings(tx, cluster), tx.now))
        search_partner(cluster.cluster_id, tx, but=event.person_id)
    for alliance in alliances_of_person(tx, event.person_id):
        tx.say(*decide_forgetting_chair(alliance, event.person_id, tx.now))


def unite_members(event: OrganisationMerged, tx: Tx) -> None:
    """Where a member lives on in another organisation, the cluster has that as its member."""
    organisation = living_organisation(tx, event.into)
    for cluster in clusters_of_organisation(tx, event.organisation_id) if organisation else ():
        around = surroundings(tx, cluster)
        tx.say(*decide_identity(cluster, event.organisation_id, organisation, around, tx.now) if organisation else ())
