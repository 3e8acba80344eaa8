"""What the events of webhooks do to the store."""

from cityteams_chassis import folds
from cityteams_contracts import Event
from cityteams_contracts.clusters import ClusterListed, ClusterProposed
from cityteams_contracts.notifications import (
    EndpointDeleted,
    EndpointDisabled,
    EndpointPaused,
    EndpointRegistered,
    EndpointResumed,
    EndpointRevised,
    SecretRotated,
)
from cityteams_contracts.registration import OrganisationMerged, PersonNamed, PersonUnnamed
from cityteams_notifications.domain.webhooks.endpoint import Endpoint
from cityteams_notifications.domain.webhooks.members import Member, Merged, member_id
from cityteams_notifications.domain.webhooks.routes import ALL, ClusterSector, Routes
from cityteams_notifications.webhooks.store import CLUSTER_SECTORS, ENDPOINTS, MEMBERS, MERGED, ROUTES


def _all(_event: Event) -> str:
    return ALL


WEBHOOKS = (
    folds(EndpointRegistered, ENDPOINTS, by="endpoint_id", apply=Endpoint.registered, begins=True),
    folds(EndpointRevised, ENDPOINTS, by="endpoint_id", apply=Endpoint.revised),
    folds(SecretRotated, ENDPOINTS, by="endpoint_id", apply=Endpoint.rotated),
    folds(EndpointPaused, ENDPOINTS, by="endpoint_id", apply=Endpoint.paused),
    folds(EndpointResumed, ENDPOINTS, by="endpoint_id", apply=Endpoint.resumed),
    folds(EndpointDisabled, ENDPOINTS, by="endpoint_id", apply=Endpoint.disabled),
    folds(EndpointDeleted, ENDPOINTS, by="endpoint_id", apply=Endpoint.deleted),
    folds(EndpointRegistered, ROUTES, by=_all, apply=Routes.registered),
    folds(EndpointRevised, ROUTES, by=_all, apply=Routes.changed),
    folds(EndpointResumed, ROUTES, by=_all, apply=Routes.changed),
    folds(EndpointDisabled, ROUTES, by=_all, apply=Routes.changed),
    folds(EndpointDeleted, ROUTES, by=_all, apply=Routes.deleted),
    folds(ClusterProposed, CLUSTER_SECTORS, by="cluster_id", apply=ClusterSector.told),
    folds(ClusterListed, CLUSTER_SECTORS, by="cluster_id", apply=ClusterSector.told),
    folds(PersonNamed, MEMBERS, by=member_id, apply=Member.named),
    folds(PersonUnnamed, MEMBERS, by=member_id, apply=Member.unnamed),
    folds(OrganisationMerged, MERGED, by="organisation_id", apply=Merged.merged),
)
