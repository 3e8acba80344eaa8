"""The events that say that a command of delivery was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts.notifications import DeliveriesResumed, LiftSuppression, RetryDeliveries, SuppressionLifted

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    RetryDeliveries: (DeliveriesResumed,),
    LiftSuppression: (SuppressionLifted,),
}
