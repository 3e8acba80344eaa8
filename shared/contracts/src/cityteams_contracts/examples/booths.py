"""Examples of booths and travel support."""

from typing import Any

from cityteams_contracts.events import (
    AllocateBooths,
    AllocateTravelSupport,
    AskBooth,
    AskTravelSupport,
    BoothAsked,
    BoothGiven,
    BoothRefused,
    BoothRequestWithdrawn,
    OverrideBooth,
    OverrideTravelSupport,
    TravelSupportAsked,
    TravelSupportGranted,
    TravelSupportRefused,
    WithdrawBoothRequest,
)
from cityteams_contracts.examples.values import CLUSTER, EXPO, GATHERING, LEAD, OFFICIAL, TITLE
from cityteams_contracts.message import Message

_WHY = "The mayor opens the pavilion."
_FIRST = ("A municipal partner presents: priority 1 of 3.", "Asked first among equals.")


def booth_examples() -> tuple[Message, ...]:
    """One of each."""
    asked: dict[str, Any] = {"request_id": "booth-1", "gathering_id": GATHERING, "title": TITLE, "cluster_id": CLUSTER}
    about: dict[str, Any] = {**asked, "gathering": EXPO, "asked_by": LEAD, "priority": 1}
    full = ("All booths are taken by requests of a higher priority.",)
    return (
        AskBooth(**asked, number="901", municipal_presenter=True),
        WithdrawBoothRequest(request_id="booth-1"),
        AllocateBooths(gathering_id=GATHERING),
        OverrideBooth(request_id="booth-1", number="901", why=_WHY),
        BoothAsked(**about, number="901"),
        BoothGiven(**about, number="901", reasons=_FIRST),
        BoothRefused(**about, reasons=full),
        BoothRequestWithdrawn(**about),
        *_travel(),
    )


def _travel() -> tuple[Message, ...]:
    asked: dict[str, Any] = {
        "request_id": "travel-1",
        "gathering_id": GATHERING,
        "cluster_id": CLUSTER,
        "person_id": OFFICIAL,
    }
    about: dict[str, Any] = {**asked, "gathering": EXPO, "cluster": TITLE, "asked_by": LEAD, "priority": 1}
    return (
        AskTravelSupport(**asked, municipal_presenter=True),
        AllocateTravelSupport(gathering_id=GATHERING),
        OverrideTravelSupport(request_id="travel-1", grant=True, why=_WHY),
        TravelSupportAsked(**about),
        TravelSupportGranted(**about, reasons=_FIRST),
        TravelSupportRefused(**about, reasons=("One official per cluster: another one travels already.",)),
    )
