"""Who belongs to an alliance: action clusters and individual entities, asked, granted, declined, ended. Pure."""

from collections.abc import Collection
from datetime import datetime

from cityteams_clusters.domain.alliances import belongs
from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.life import require_living
from cityteams_clusters.domain.organisation import Organisation, require_organisation
from cityteams_clusters.domain.super_cluster import Entity, SuperCluster, require_alliance
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    AffiliationAsked,
    AffiliationDeclined,
    AffiliationEnded,
    AffiliationGranted,
    AnswerAffiliation,
    AnswerEntityAffiliation,
    AskAffiliation,
    EndEntityAffiliation,
    EntityAffiliated,
    EntityAffiliationAsked,
    EntityAffiliationDeclined,
    EntityLeft,
)
from cityteams_contracts.values import PersonId, SuperClusterId

MOST_ENTITIES = 2000


def decide_affiliation_question(
    cluster: Cluster | None,
    alliance: SuperCluster | None,
    command: AskAffiliation,
    belongs_to: Collection[SuperClusterId],
    now: datetime,
) -> AffiliationAsked:
    """A team asks an alliance; `belongs_to` are those, as they live today, that it belongs to. Raises Rejected."""
    team, asked = require_living(cluster), require_alliance(alliance)
    if team.state is not ClusterState.LISTED:
        raise Rejected("cluster-is-not-listed", "Only a listed cluster may belong to an alliance.", "cluster_id")
    if asked.super_cluster_id in belongs_to:
        raise Rejected("cluster-is-already-affiliated", f"The cluster belongs to {asked.title}.", "super_cluster_id")
    if command.super_cluster_id in team.affiliations_asked:
        reason = f"{asked.title} has not answered yet. Wait for the answer."
        raise Rejected("affiliation-is-already-asked", reason, "super_cluster_id")
    return AffiliationAsked(
        cluster_id=team.cluster_id,
        super_cluster_id=asked.super_cluster_id,
        super_cluster=asked.title,
        title=team.title,
        lead=team.lead,
        chairs=asked.chair_ids,
        asked_at=now,
    )


def decide_affiliation(
    cluster: Cluster | None, alliance: SuperCluster | None, command: AnswerAffiliation, now: datetime
) -> AffiliationGranted | AffiliationDeclined:
    """The chairs say yes or no; of a merged alliance those of the one it lives on in. Raises Rejected."""
    team = require_living(cluster)
    if command.super_cluster_id not in team.affiliations_asked or alliance is None:
        raise Rejected("affiliation-is-not-asked", "This cluster does not ask this alliance.", "super_cluster_id")
    if command.grants:
        return AffiliationGranted(
            cluster_id=team.cluster_id, super_cluster_id=command.super_cluster_id, super_cluster=alliance.title
        )
    return AffiliationDeclined(
        cluster_id=team.cluster_id,
        super_cluster_id=command.super_cluster_id,
        super_cluster=alliance.title,
        title=team.title,
        lead=team.lead,
        declined_at=now,
    )


def decide_parting(
    cluster: Cluster | None,
    alliance: SuperCluster | None,
    belongs_as: Collection[SuperClusterId],
    now: datetime,
) -> list[AffiliationEnded]:
    """A cluster and an alliance part; `belongs_as` are the ids under which it belongs to it. Raises Rejected."""
    team = require_living(cluster)
    if alliance is None or not belongs_as:
        raise Rejected("cluster-is-not-affiliated", "The cluster does not belong to this alliance.", "super_cluster_id")
    return [
        AffiliationEnded(
            cluster_id=team.cluster_id,
            super_cluster_id=each,
            super_cluster=alliance.title,
            title=team.title,
            lead=team.lead,
            ended_at=now,
        )
        for each in belongs_as
    ]


def decide_entity_question(
    known: SuperCluster | None,
    organisation: Organisation | None,
    actor: PersonId,
    now: datetime,
) -> EntityAffiliationAsked:
    """An organisation wants to belong by itself. Raises Rejected."""
    alliance, asking = require_alliance(known), require_organisation(organisation)
    if alliance.entity(asking.organisation_id):
        reason = f"{asking.name} belongs to it already."
        raise Rejected("organisation-is-already-affiliated", reason, "organisation_id")
    if alliance.applicant(asking.organisation_id):
        raise Rejected("organisation-has-already-asked", f"{asking.name} waits for an answer.", "organisation_id")
    if len(alliance.entities) + len(alliance.applicants) >= MOST_ENTITIES:
        reason = f"It has {MOST_ENTITIES} individual entities, and no alliance has more."
        raise Rejected("the-super-cluster-is-full", reason, "super_cluster_id")
    return EntityAffiliationAsked(
        super_cluster_id=alliance.super_cluster_id,
        organisation=asking.taking_part(()),
        person_id=actor,
        title=alliance.title,
        chairs=alliance.chair_ids,
        asked_at=now,
    )


def decide_entity(
    known: SuperCluster | None, command: AnswerEntityAffiliation, now: datetime
) -> EntityAffiliated | EntityAffiliationDeclined:
    """The chairs say yes or no. Raises Rejected."""
    alliance = require_alliance(known)
    asking = alliance.applicant(command.organisation_id)
    if asking is None:
        raise Rejected(
            "organisation-has-not-asked", "This organisation did not ask to belong to it.", "organisation_id"
        )
    if command.grants:
        return belongs(alliance, Entity(asking.organisation, asking.person_id), now)
    return EntityAffiliationDeclined(
        super_cluster_id=alliance.super_cluster_id,
        organisation=asking.organisation,
        person_id=asking.person_id or "",
        title=alliance.title,
        declined_at=now,
    )


def decide_entity_leaving(known: SuperCluster | None, command: EndEntityAffiliation, now: datetime) -> EntityLeft:
    """An individual entity and an alliance part. Raises Rejected."""
    alliance = require_alliance(known)
    found = alliance.entity(command.organisation_id)
    if found is None:
        reason = "This organisation does not belong to it by itself."
        raise Rejected("organisation-is-not-affiliated", reason, "organisation_id")
    return EntityLeft(
        super_cluster_id=alliance.super_cluster_id,
        organisation=found.organisation,
        title=alliance.title,
        left_at=now,
    )
