"""Who belongs to an alliance: clusters and individual entities, asked, granted, declined, ended."""

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Instant,
    Line,
    OrganisationId,
    Participant,
    PersonId,
    SuperClusterId,
)

__all__ = [
    "AffiliationAsked",
    "AffiliationDeclined",
    "AffiliationEnded",
    "AnswerAffiliation",
    "AnswerEntityAffiliation",
    "AskAffiliation",
    "AskEntityAffiliation",
    "EndAffiliation",
    "EndEntityAffiliation",
    "EntityAffiliated",
    "EntityAffiliationAsked",
    "EntityAffiliationDeclined",
    "EntityLeft",
]


class AskAffiliation(Command, name="clusters.ask-affiliation", key="cluster_id"):
    """The team asks the chairs of an alliance whether it may belong to it."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId


class AffiliationAsked(Event, name="clusters.cluster.affiliation-asked", key="cluster_id"):
    """The cluster asks the chairs, by their ids, of an alliance; without chairs the secretariat answers."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    super_cluster: Line
    title: Line
    lead: PersonId
    chairs: tuple[PersonId, ...] = ()
    asked_at: Instant


class AnswerAffiliation(Command, name="clusters.answer-affiliation", key="cluster_id"):
    """A chair says yes (`AffiliationGranted`) or no."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    grants: bool


class AffiliationDeclined(Event, name="clusters.cluster.affiliation-declined", key="cluster_id"):
    """The chairs said no."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    super_cluster: Line
    title: Line
    lead: PersonId
    declined_at: Instant


class EndAffiliation(Command, name="clusters.end-affiliation", key="cluster_id"):
    """A cluster leaves an alliance, or an alliance a cluster."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId


class AffiliationEnded(Event, name="clusters.cluster.affiliation-ended", key="cluster_id"):
    """The cluster does not belong to the alliance any more."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    super_cluster: Line
    title: Line
    lead: PersonId
    ended_at: Instant


class AskEntityAffiliation(Command, name="clusters.ask-entity-affiliation", key="super_cluster_id"):
    """Somebody asks for an organisation of the register whether it may belong to an alliance by itself."""

    super_cluster_id: SuperClusterId
    organisation_id: OrganisationId


class EntityAffiliationAsked(Event, name="clusters.super-cluster.entity-asked", key="super_cluster_id"):
    """An individual entity wants to belong to the alliance; `person_id` asked for it."""

    super_cluster_id: SuperClusterId
    organisation: Participant
    person_id: PersonId
    title: Line
    chairs: tuple[PersonId, ...] = ()
    asked_at: Instant


class AnswerEntityAffiliation(Command, name="clusters.answer-entity-affiliation", key="super_cluster_id"):
    """A chair says yes (`EntityAffiliated`) or no (`EntityAffiliationDeclined`)."""

    super_cluster_id: SuperClusterId
    organisation_id: OrganisationId
    grants: bool


class EntityAffiliated(Event, name="clusters.super-cluster.entity-affiliated", key="super_cluster_id"):
    """An individual entity belongs to the alliance; `person_id` speaks for it."""

    super_cluster_id: SuperClusterId
    organisation: Participant
    person_id: PersonId | None = None
    title: Line
    affiliated_at: Instant


class EntityAffiliationDeclined(Event, name="clusters.super-cluster.entity-declined", key="super_cluster_id"):
    """The chairs said no to an individual entity, for which `person_id` had asked."""

    super_cluster_id: SuperClusterId
    organisation: Participant
    person_id: PersonId
    title: Line
    declined_at: Instant


class EndEntityAffiliation(Command, name="clusters.end-entity-affiliation", key="super_cluster_id"):
    """An individual entity leaves an alliance, or an alliance an entity."""

    super_cluster_id: SuperClusterId
    organisation_id: OrganisationId


class EntityLeft(Event, name="clusters.super-cluster.entity-left", key="super_cluster_id"):
    """An individual entity does not belong to the alliance any more."""

    super_cluster_id: SuperClusterId
    organisation: Participant
    title: Line
    left_at: Instant
