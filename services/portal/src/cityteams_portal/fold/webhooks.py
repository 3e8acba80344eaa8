"""What the events of webhooks do to the portal's copy, and the feed of what may leave."""

from cityteams_chassis import Fold, folds
from cityteams_contracts import Event
from cityteams_contracts.notifications import (
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    EndpointDeleted,
    EndpointDisabled,
    EndpointPaused,
    EndpointRegistered,
    EndpointResumed,
    EndpointRevised,
    NotificationSent,
    SecretRotated,
)
from cityteams_contracts.public import PUBLIC, about_clusters
from cityteams_portal.domain import endpoint
from cityteams_portal.domain.feed import FeedEvent
from cityteams_portal.store.shelves import CLUSTERS
from cityteams_portal.store.webhooks import ENDPOINTS, FEED, SENDINGS


def _its_cluster(event: Event) -> str:
    return next(iter(about_clusters(event)), "")


WEBHOOKS = (
    folds(EndpointRegistered, ENDPOINTS, by="endpoint_id", apply=endpoint.registered, begins=True),
    folds(EndpointRevised, ENDPOINTS, by="endpoint_id", apply=endpoint.revised),
    folds(SecretRotated, ENDPOINTS, by="endpoint_id", apply=endpoint.rotated),
    folds(EndpointPaused, ENDPOINTS, by="endpoint_id", apply=endpoint.paused),
    folds(EndpointResumed, ENDPOINTS, by="endpoint_id", apply=endpoint.resumed),
    folds(EndpointDisabled, ENDPOINTS, by="endpoint_id", apply=endpoint.disabled),
    folds(EndpointDeleted, ENDPOINTS, by="endpoint_id", apply=endpoint.deleted),
    folds(NotificationSent, SENDINGS, by="delivery_id", apply=endpoint.sent),
    folds(DeliveryPutOff, SENDINGS, by="delivery_id", apply=endpoint.put_off),
    folds(DeliveryFailed, SENDINGS, by="delivery_id", apply=endpoint.failed),
    folds(DeliveryResumed, SENDINGS, by="delivery_id", apply=endpoint.again),
    *(Fold(each, FEED, _its_cluster, FeedEvent.of, beside=CLUSTERS) for each in PUBLIC),
)
