"""Trying again what had failed, in bulk."""

from collections.abc import Sequence
from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import DeliveriesResumed, DeliveryResumed, RetryDeliveries
from cityteams_notifications.domain.deliveries import Delivery

MOST = 1000
"""So many at once; whoever has more asks again."""


def decide_recovery(
    command: RetryDeliveries, failed: Sequence[Delivery], now: datetime
) -> list[DeliveryResumed | DeliveriesResumed]:
    """What failed in the span waits again; `failed` are the earliest, one more than MOST when there are more.

    Raises Rejected for a span that is none, and when there is nothing to try again.
    """
    if command.since >= command.until:
        raise Rejected("the-span-is-empty", "The span ends before it begins. Give a later end.", "until")
    if not failed:
        raise Rejected(
            "nothing-failed-then",
            "Nothing failed in this span, or it is on its way again; see the ledger.",
            "since",
        )
    again = [each.consignment.resumed(command.recovery_id, now) for each in failed[:MOST]]
    told = DeliveriesResumed(
        recovery_id=command.recovery_id,
        since=command.since,
        until=command.until,
        count=len(again),
        more=len(failed) > MOST,
        resumed_at=now,
    )
    return [*again, told]
