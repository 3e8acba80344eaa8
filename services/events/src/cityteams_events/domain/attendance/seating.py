"""A seating: how many may come, how many seats are taken and how many people wait, by class."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from cityteams_contracts.events import (
    SeatClass,
    SeatConfirmed,
    SeatGiven,
    SeatingChanged,
    SeatingClosed,
    SeatingId,
    SeatingOpened,
    SeatingPlan,
    SeatOffered,
    SeatReleased,
    SeatState,
    SeatWaitlisted,
    SessionKey,
)
from cityteams_contracts.values import GatheringId

Counts = Mapping[str, int]
"""How many, by the code of the class."""


@dataclass(frozen=True)
class Seating:
    """A seating; `taken` counts seats that are given or offered, `last_number` is the last of the waiting list."""

    seating_id: SeatingId
    gathering_id: GatheringId
    session_id: SessionKey | None
    title: str
    plan: SeatingPlan
    closed: bool = False
    taken: Counts = field(default_factory=dict)
    waiting: Counts = field(default_factory=dict)
    last_number: int = 0

    @classmethod
    def opened(cls, _state: Self | None, event: SeatingOpened, _stamp: object) -> Self:
        """From now on people can answer."""
        return cls(event.seating_id, event.gathering_id, event.session_id, event.title, event.plan)

    def changed(self, event: SeatingChanged, _stamp: object) -> Self:
        """Another plan."""
        return replace(self, plan=event.plan)

    def called_off(self, _event: SeatingClosed, _stamp: object) -> Self:
        """No seat counts any more."""
        return replace(self, closed=True)

    def gave(self, event: SeatGiven, _stamp: object) -> Self:
        """One seat more is taken; who waited waits no longer."""
        waiting = _plus(self.waiting, event.seat_class, -1) if event.waited else self.waiting
        return replace(self, taken=_plus(self.taken, event.seat_class, 1), waiting=waiting)

    def queued(self, event: SeatWaitlisted, _stamp: object) -> Self:
        """One more waits."""
        return replace(self, waiting=_plus(self.waiting, event.seat_class, 1), last_number=event.number)

    def offered(self, event: SeatOffered, _stamp: object) -> Self:
        """A seat is held for one who waited."""
        waiting = _plus(self.waiting, event.seat_class, -1)
        return replace(self, taken=_plus(self.taken, event.seat_class, 1), waiting=waiting)

    def confirmed(self, _event: SeatConfirmed, _stamp: object) -> Self:
        """What was held is given; the counts are the same."""
        return self

    def released(self, event: SeatReleased, _stamp: object) -> Self:
        """A seat, or a turn, is free again."""
        if event.was is SeatState.WAITING:
            return replace(self, waiting=_plus(self.waiting, event.seat_class, -1))
        return replace(self, taken=_plus(self.taken, event.seat_class, -1))

    @property
    def all_taken(self) -> int:
        """Seats that are given or offered."""
        return sum(self.taken.values())

    def free_for(self, code: str) -> int:
        """How many more seats a class can have: those kept for others are not among them."""
        kept = sum(max(0, each.kept - self.taken.get(each.code, 0)) for each in self.plan.classes if each.code != code)
        return self.plan.capacity - self.all_taken - kept

    def class_of(self, code: str) -> SeatClass:
        """The class of that code; raises KeyError when there is none."""
        return {each.code: each for each in self.plan.classes}[code]

    def is_over(self, now: datetime) -> bool:
        """Whether answers are no longer taken and seats no longer offered."""
        return self.plan.closes_at is not None and now >= self.plan.closes_at

    def held_until(self, now: datetime) -> datetime | None:
        """Until when a seat that is offered now is held; None when nobody has to be asked."""
        if not self.plan.hold_minutes:
            return None
        until = now + timedelta(minutes=self.plan.hold_minutes)
        return min(until, self.plan.closes_at) if self.plan.closes_at else until


def _plus(counts: Counts, code: str, number: int) -> Counts:
    return {**counts, code: counts.get(code, 0) + number}
