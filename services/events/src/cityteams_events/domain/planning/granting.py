"""Travel support by the published rule: one official per cluster, as many as the gathering can pay for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, TypeVar

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AskBooth,
    AskTravelSupport,
    OverrideTravelSupport,
    TravelSupportAsked,
    TravelSupportGranted,
    TravelSupportRefused,
)
from cityteams_contracts.values import ClusterId, GatheringId, PersonId
from cityteams_events.domain.gathering import Gathering

IN_WORDS = {
    1: "A municipal partner presents",
    2: "A booth with a live demo",
    3: "Neither a municipal partner nor a live demo",
}


class Asked:
    """Something that is given by the rule of priority."""

    priority: int
    asked_at: datetime
    request_id: str

    def turn(self) -> tuple[int, datetime, str]:
        """When it is its turn."""
        return self.priority, self.asked_at, self.request_id


Request = TypeVar("Request", bound=Asked)


def requested(request: Request | None) -> Request:
    """A request that is there; raises Rejected."""
    if request is None:
        raise Rejected("request-is-unknown", "nobody asks for anything under this id", "request_id")
    return request


def rank(command: AskBooth | AskTravelSupport) -> int:
    """The published rule: a municipal partner presents, then a booth with a live demo, then all others."""
    return 1 if command.municipal_presenter else 2 if command.live_demo else 3


class TravelState(StrEnum):
    """How it stands with a request for travel support."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True)
class TravelRequest(Asked):
    """A request that the journey of one official of a cluster is paid for."""

    request_id: str
    gathering_id: GatheringId
    cluster_id: ClusterId
    cluster: str
    person_id: PersonId
    asked_by: PersonId
    priority: int
    asked_at: datetime
    state: TravelState

    @classmethod
    def asked(cls, _state: Self | None, event: TravelSupportAsked, stamp: Any) -> Self:
        """Support is asked for."""
        names = ("request_id", "gathering_id", "cluster_id", "cluster", "person_id", "asked_by", "priority")
        about: dict[str, Any] = {name: getattr(event, name) for name in names}
        return cls(**about, asked_at=stamp.at, state=TravelState.ASKED)

    @classmethod
    def granted(cls, state: Self | None, _event: TravelSupportGranted, _stamp: object) -> Self | None:
        """The journey is paid for."""
        return state and replace(state, state=TravelState.GRANTED)

    @classmethod
    def refused(cls, state: Self | None, _event: TravelSupportRefused, _stamp: object) -> Self | None:
        """The journey is not paid for."""
        return state and replace(state, state=TravelState.REFUSED)

    def saying(self, gathering: Gathering) -> dict[str, Any]:
        """What every event of it says."""
        names = ("request_id", "cluster_id", "cluster", "person_id", "asked_by", "priority")
        about = {name: getattr(self, name) for name in names}
        return {**about, "gathering_id": gathering.gathering_id, "gathering": gathering.title}


def ask_travel(
    gathering: Gathering,
    cluster: str,
    there: Iterable[TravelRequest],
    command: AskTravelSupport,
    asked_by: PersonId,
) -> TravelSupportAsked:
    """Decides whether support can be asked for; raises Rejected."""
    if not gathering.travel_supports:
        raise Rejected("the-gathering-pays-no-journeys", f"{gathering.title} has no travel support", "gathering_id")
    for each in there:
        if (each.cluster_id, each.person_id) == (command.cluster_id, command.person_id):
            raise Rejected("the-official-has-asked-already", "this official of the cluster has asked", "person_id")
    about = command.model_dump(exclude={"municipal_presenter", "live_demo"})
    said: dict[str, Any] = {"gathering": gathering.title, "cluster": cluster, "asked_by": asked_by}
    return TravelSupportAsked(**about, **said, priority=rank(command))


def allocate_travel(
    gathering: Gathering, requests: Iterable[TravelRequest]
) -> list[TravelSupportGranted | TravelSupportRefused]:
    """Grants what is left, by the rule; whoever was granted support keeps it."""
    every = list(requests)
    granted = {each.cluster_id: each for each in every if each.state is TravelState.GRANTED}
    left = gathering.travel_supports - sum(each.state is TravelState.GRANTED for each in every)
    waiting = sorted((each for each in every if each.state is not TravelState.GRANTED), key=TravelRequest.turn)
    if not waiting:
        raise Rejected("nobody-waits-for-support", "every request is answered", "gathering_id")
    said: list[TravelSupportGranted | TravelSupportRefused] = []
    for request in waiting:
        first = f"{IN_WORDS[request.priority]}: priority {request.priority} of 3."
        why = _against(request, granted, left, gathering.travel_supports)
        if why is None:
            granted[request.cluster_id], left = request, left - 1
            fits = "It is the only official of this cluster, and support is left."
            said.append(TravelSupportGranted(**request.saying(gathering), reasons=(first, fits)))
        elif request.state is TravelState.ASKED:
            said.append(TravelSupportRefused(**request.saying(gathering), reasons=(first, why)))
    return said


def _against(request: TravelRequest, granted: dict[ClusterId, TravelRequest], left: int, total: int) -> str | None:
    if request.cluster_id in granted:
        return "One official per cluster: another one of this cluster is supported already."
    return None if left > 0 else f"All {total} journeys are given to requests that come first."


def override_travel(
    gathering: Gathering, request: TravelRequest | None, there: Sequence[TravelRequest], command: OverrideTravelSupport,
    decided_by: PersonId,
) -> TravelSupportGranted | TravelSupportRefused:  # fmt: skip
    """The secretariat decides otherwise than the rule, within what can be paid for; raises Rejected."""
    request = requested(request)
    decided: dict[str, Any] = {
        "reasons": ("The secretariat decided otherwise than the rule.",),
        "decided_by": decided_by,
        "why": command.why,
    }
    if (request.state is TravelState.GRANTED) is command.grant:
        raise Rejected("nothing-was-changed", "the request is answered like this already", "grant")
    if not command.grant:
        return TravelSupportRefused(**request.saying(gathering), **decided)
    if sum(each.state is TravelState.GRANTED for each in there) >= gathering.travel_supports:
        reason = f"all {gathering.travel_supports} journeys are given; take one back first"
        raise Rejected("no-support-is-left", reason, "grant")
    return TravelSupportGranted(**request.saying(gathering), **decided)
