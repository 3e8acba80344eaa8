"""The commands of delivery: try again what failed, write again to whom could not be reached."""

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import LiftSuppression, RetryDeliveries, SuppressionLifted
from cityteams_notifications.domain.recovery import decide_recovery
from cityteams_notifications.rights import allow
from cityteams_notifications.store import SUPPRESSIONS, failed_deliveries


def retry_deliveries(command: RetryDeliveries, tx: Tx) -> None:
    """What failed in a span of time waits again, at most 1,000 at once."""
    allow(command, tx)
    tx.say(*decide_recovery(command, failed_deliveries(tx, command), tx.now))


def lift_suppression(command: LiftSuppression, tx: Tx) -> None:
    """The person is sent mail again."""
    allow(command, tx)
    if tx.get(SUPPRESSIONS, command.person_id) is None:
        raise Rejected(
            "the-person-is-not-suppressed", "Mail goes to this person already; nothing was changed.", "person_id"
        )
    tx.say(SuppressionLifted(person_id=command.person_id, lifted_at=tx.now))
