"""Who is sent no mail, since it cannot arrive or is not wanted: by PersonId, because addresses are not kept here."""

from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts.notifications import SuppressionBegun, SuppressionLifted, SuppressionReason


@dataclass(frozen=True)
class Suppression:
    """A person who is left alone, why and since when."""

    person_id: str
    reason: SuppressionReason
    since: datetime
    status: str | None = None
    delivery_id: str | None = None

    @staticmethod
    def begun(_: "Suppression | None", event: SuppressionBegun, _stamp: object) -> "Suppression":
        """From now on."""
        return Suppression(event.person_id, event.reason, event.begun_at, event.status, event.delivery_id)

    @staticmethod
    def lifted(_: "Suppression | None", _event: SuppressionLifted, _stamp: object) -> None:
        """No more."""
        return
