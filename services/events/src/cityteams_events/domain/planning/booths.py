"""Booths by the published rule: a municipal partner presents, then a live demo, then all others.

Among equals, who asked first is first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AskBooth,
    Booth,
    BoothAsked,
    BoothGiven,
    BoothRefused,
    BoothRequestWithdrawn,
    OverrideBooth,
)
from cityteams_contracts.values import GatheringId, PersonId
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.planning.granting import IN_WORDS, Asked, rank, requested


class BoothState(StrEnum):
    """How it stands with a request for a booth."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class BoothRequest(Asked):
    """A request for a booth; `number` is the booth that it has, `wish` the one that it asked for."""

    request_id: str
    gathering_id: GatheringId
    title: str
    asked_by: PersonId
    cluster_id: str | None
    organisation_id: str | None
    priority: int
    asked_at: datetime
    wish: str | None
    pavilion: str | None
    state: BoothState
    number: str | None = None

    @classmethod
    def asked(cls, _state: Self | None, event: BoothAsked, stamp: Any) -> Self:
        """Somebody would exhibit."""
        return cls(
            request_id=event.request_id,
            gathering_id=event.gathering_id,
            title=event.title,
            asked_by=event.asked_by,
            cluster_id=event.cluster_id,
            organisation_id=event.organisation_id,
            priority=event.priority,
            asked_at=stamp.at,
            wish=event.number,
            pavilion=event.pavilion,
            state=BoothState.ASKED,
        )

    @classmethod
    def given(cls, state: Self | None, event: BoothGiven, _stamp: object) -> Self | None:
        """The booth is theirs."""
        return state and replace(state, state=BoothState.GIVEN, number=event.number)

    @classmethod
    def refused(cls, state: Self | None, _event: BoothRefused, _stamp: object) -> Self | None:
        """No booth for now."""
        return state and replace(state, state=BoothState.REFUSED, number=None)

    @classmethod
    def withdrawn(cls, state: Self | None, _event: BoothRequestWithdrawn, _stamp: object) -> Self | None:
        """Taken back."""
        return state and replace(state, state=BoothState.WITHDRAWN, number=None)

    def saying(self, gathering: Gathering) -> dict[str, Any]:
        """What every event of it says."""
        names = ("request_id", "title", "asked_by", "cluster_id", "organisation_id", "priority")
        about = {name: getattr(self, name) for name in names}
        return {**about, "gathering_id": gathering.gathering_id, "gathering": gathering.title}


def ask_booth(gathering: Gathering, there: Sequence[BoothRequest], command: AskBooth, asked_by: PersonId) -> BoothAsked:
    """Decides whether a booth can be asked for; raises Rejected. Organisations are known by what they live on as."""
    if not gathering.booths:
        raise Rejected("the-gathering-has-no-booths", f"{gathering.title} has no exhibition", "gathering_id")
    if command.cluster_id is None and command.organisation_id is None:
        raise Rejected("an-exhibitor-is-missing", "say which cluster or which organisation would exhibit", "cluster_id")
    if command.number is not None and command.number not in {booth.number for booth in gathering.booths}:
        raise Rejected("booth-is-unknown", f"{command.number} is no booth of this gathering", "number")
    for each in there:
        if each.state is not BoothState.WITHDRAWN and _same_exhibitor(each, command):
            reason = f"{each.title} has asked for a booth already; withdraw that request first"
            raise Rejected(
                "the-exhibitor-has-asked-already", reason, "cluster_id" if command.cluster_id else "organisation_id"
            )
    about = command.model_dump(exclude={"municipal_presenter", "live_demo"})
    return BoothAsked(**about, gathering=gathering.title, asked_by=asked_by, priority=rank(command))


def _same_exhibitor(one: BoothRequest, command: AskBooth) -> bool:
    if command.cluster_id is not None:
        return one.cluster_id == command.cluster_id
    return one.cluster_id is None and one.organisation_id == command.organisation_id


def allocate_booths(gathering: Gathering, requests: Iterable[BoothRequest]) -> list[BoothGiven | BoothRefused]:
    """Gives what is free to those who have none, by the rule; whoever has a booth keeps it."""
    every = list(requests)
    taken = Counter(each.number for each in every if each.state is BoothState.GIVEN)
    waiting = sorted(
        (each for each in every if each.state in (BoothState.ASKED, BoothState.REFUSED)), key=BoothRequest.turn
    )
    if not waiting:
        raise Rejected("nobody-waits-for-a-booth", "every request is answered", "gathering_id")
    said: list[BoothGiven | BoothRefused] = []
    for request in waiting:
        free = [booth for booth in gathering.booths if taken[booth.number] < booth.exhibitors]
        booth, reason = _fitting(request, free)
        because = (f"{IN_WORDS[request.priority]}: priority {request.priority} of 3.", reason)
        if booth is not None:
            taken[booth.number] += 1
            said.append(BoothGiven(**request.saying(gathering), number=booth.number, reasons=because))
        elif request.state is BoothState.ASKED:
            said.append(BoothRefused(**request.saying(gathering), reasons=because))
    return said


def _fitting(request: BoothRequest, free: Sequence[Booth]) -> tuple[Booth | None, str]:
    """The booth wished for, else one of the same pavilion, else the first that is free outside of any pavilion."""
    for booth in free:
        if booth.number == request.wish:
            return booth, f"Booth {booth.number} was wished for and is free."
    own = [booth for booth in free if booth.pavilion == request.pavilion]
    if own:
        where = f"in the pavilion {request.pavilion}" if request.pavilion else "that is free"
        return own[0], f"Booth {own[0].number} is the first {where}."
    where = f"of the pavilion {request.pavilion}" if request.pavilion else "outside of the pavilions"
    return None, f"Every booth {where} is taken by requests that come first."


def override_booth(
    gathering: Gathering, request: BoothRequest | None, taken: int, command: OverrideBooth, decided_by: PersonId
) -> BoothGiven | BoothRefused:
    """The secretariat decides otherwise; `taken` exhibitors have the booth already. Raises Rejected."""
    standing = _standing(request)
    reasons = ("The secretariat decided otherwise than the rule.",)
    decided: dict[str, Any] = {"reasons": reasons, "decided_by": decided_by, "why": command.why}
    if command.number is None:
        return BoothRefused(**standing.saying(gathering), **decided)
    booth = next((each for each in gathering.booths if each.number == command.number), None)
    if booth is None:
        raise Rejected("booth-is-unknown", f"{command.number} is no booth of this gathering", "number")
    if taken >= booth.exhibitors:
        reason = f"booth {booth.number} is full with {taken}; free it first, or let more share it"
        raise Rejected("the-booth-is-full", reason, "number")
    return BoothGiven(**standing.saying(gathering), number=booth.number, **decided)


def take_back(gathering: Gathering, request: BoothRequest | None) -> BoothRequestWithdrawn:
    """Decides that nobody asks any more; raises Rejected."""
    return BoothRequestWithdrawn(**_standing(request).saying(gathering))


def _standing(request: BoothRequest | None) -> BoothRequest:
    found = requested(request)
    if found.state is BoothState.WITHDRAWN:
        raise Rejected("request-is-already-withdrawn", "ask anew, under another id", "request_id")
    return found
