"""What the events of delivery do to the store. A line of the ledger is noted before its delivery is changed."""

from cityteams_chassis import folds, notes
from cityteams_contracts.notifications import (
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryResumed,
    NotificationBounced,
    NotificationSent,
    SuppressionBegun,
    SuppressionLifted,
)
from cityteams_contracts.registration import PersonErased, RoleGranted, RoleRevoked
from cityteams_contracts.rights import Trust
from cityteams_notifications.domain import tries
from cityteams_notifications.domain.deliveries import Delivery
from cityteams_notifications.domain.suppressions import Suppression
from cityteams_notifications.store import DELIVERIES, ROLES, SUPPRESSIONS, TRIES

DELIVERY = (
    notes(NotificationSent, TRIES, DELIVERIES, by="delivery_id", apply=tries.sent),
    notes(DeliveryPutOff, TRIES, DELIVERIES, by="delivery_id", apply=tries.put_off),
    notes(DeliveryFailed, TRIES, DELIVERIES, by="delivery_id", apply=tries.failed),
    notes(NotificationBounced, TRIES, DELIVERIES, by="delivery_id", apply=tries.bounced),
    notes(DeliveryResumed, TRIES, DELIVERIES, by="delivery_id", apply=tries.resumed),
    folds(NotificationSent, DELIVERIES, by="delivery_id", apply=Delivery.sent),
    folds(DeliveryPutOff, DELIVERIES, by="delivery_id", apply=Delivery.put_off),
    folds(DeliveryFailed, DELIVERIES, by="delivery_id", apply=Delivery.failed),
    folds(NotificationBounced, DELIVERIES, by="delivery_id", apply=Delivery.bounced),
    folds(DeliveryResumed, DELIVERIES, by="delivery_id", apply=Delivery.resumed),
    folds(SuppressionBegun, SUPPRESSIONS, by="person_id", apply=Suppression.begun),
    folds(SuppressionLifted, SUPPRESSIONS, by="person_id", apply=Suppression.lifted),
    folds(RoleGranted, ROLES, by="person_id", apply=Trust.granted),
    folds(RoleRevoked, ROLES, by="person_id", apply=Trust.revoked),
    folds(PersonErased, ROLES, by="person_id", apply=Trust.erased),
)
