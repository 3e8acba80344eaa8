"""What heard events do to the portal's copy of delivery."""

from cityteams_chassis import folds, notes
from cityteams_contracts.notifications import (
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    NotificationBounced,
    NotificationSent,
    NotificationsRejection,
    SuppressionBegun,
    SuppressionLifted,
)
from cityteams_portal.domain import answer, delivery
from cityteams_portal.store.delivery import DELIVERIES, LINES, SUPPRESSED
from cityteams_portal.store.shelves import ANSWERS

_OF_DELIVERIES = (NotificationSent, DeliveryPutOff, DeliveryFailed, NotificationBounced, DeliveryResumed)

DELIVERY = (
    *(notes(each, LINES, DELIVERIES, by="delivery_id", apply=delivery.noted) for each in _OF_DELIVERIES),
    *(folds(each, DELIVERIES, by="delivery_id", apply=delivery.changed) for each in _OF_DELIVERIES),
    folds(SuppressionBegun, SUPPRESSED, by="person_id", apply=delivery.begun),
    folds(SuppressionLifted, SUPPRESSED, by="person_id", apply=delivery.lifted),
    folds(NotificationsRejection, ANSWERS, by=answer.answer_id, apply=answer.rejected),
)
