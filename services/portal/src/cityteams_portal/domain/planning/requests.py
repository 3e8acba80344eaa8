"""Requests for booths and travel support, with the answers and their reasons."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cityteams_contracts.events import (
    BoothAsked,
    BoothGiven,
    BoothRefused,
    BoothRequestWithdrawn,
    TravelSupportAsked,
    TravelSupportGranted,
    TravelSupportRefused,
)
from cityteams_portal.domain.stamps import Stamped


@dataclass(frozen=True, slots=True)
class PlanningRequest:
    """A request for a booth (`what` is booth) or for travel support (travel); `number` is the booth that was given."""

    request_id: str
    what: str
    gathering_id: str
    title: str
    asked_by: str
    person_id: str | None
    priority: int
    asked_at: datetime
    state: str
    number: str | None = None
    reasons: tuple[str, ...] = ()
    decided_by: str | None = None
    why: str = ""


def booth_asked(_row: PlanningRequest | None, event: BoothAsked, stamp: Stamped) -> PlanningRequest:
    """Somebody would exhibit."""
    said = (event.request_id, "booth", event.gathering_id, event.title, event.asked_by, None, event.priority)
    return PlanningRequest(*said, stamp.at, "asked")


def booth_given(row: PlanningRequest | None, event: BoothGiven, _stamp: Stamped) -> PlanningRequest | None:
    """The booth is theirs."""
    decided: dict[str, Any] = {"reasons": event.reasons, "decided_by": event.decided_by, "why": event.why}
    return row and replace(row, state="given", number=event.number, **decided)


def booth_refused(row: PlanningRequest | None, event: BoothRefused, _stamp: Stamped) -> PlanningRequest | None:
    """No booth for now."""
    decided: dict[str, Any] = {"reasons": event.reasons, "decided_by": event.decided_by, "why": event.why}
    return row and replace(row, state="refused", number=None, **decided)


def booth_withdrawn(
    row: PlanningRequest | None, _event: BoothRequestWithdrawn, _stamp: Stamped
) -> PlanningRequest | None:
    """Taken back."""
    return row and replace(row, state="withdrawn", number=None, reasons=())


def travel_asked(_row: PlanningRequest | None, event: TravelSupportAsked, stamp: Stamped) -> PlanningRequest:
    """Support is asked for."""
    said = (event.request_id, "travel", event.gathering_id, event.cluster, event.asked_by, event.person_id)
    return PlanningRequest(*said, event.priority, stamp.at, "asked")


def travel_granted(row: PlanningRequest | None, event: TravelSupportGranted, _stamp: Stamped) -> PlanningRequest | None:
    """The journey is paid for."""
    decided: dict[str, Any] = {"reasons": event.reasons, "decided_by": event.decided_by, "why": event.why}
    return row and replace(row, state="granted", **decided)


def travel_refused(row: PlanningRequest | None, event: TravelSupportRefused, _stamp: Stamped) -> PlanningRequest | None:
    """The journey is not paid for."""
    decided: dict[str, Any] = {"reasons": event.reasons, "decided_by": event.decided_by, "why": event.why}
    return row and replace(row, state="refused", **decided)
