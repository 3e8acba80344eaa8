"""The portal's copy of who comes: seatings, seats, and arrivals at the doors."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cityteams_contracts import events as said
from cityteams_portal.domain.stamps import Stamped

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a gathering or a session; `taken` are given or held, by class."""

    seating_id: str
    gathering_id: str
    session_id: str | None
    title: str
    plan: said.SeatingPlan
    closed: str | None = None
    taken: Counts = field(default_factory=dict)
    waiting: Counts = field(default_factory=dict)
    closed_at: datetime | None = None

    @property
    def all_taken(self) -> int:
        """Seats that are given or held."""
        return sum(self.taken.values())

    @property
    def all_waiting(self) -> int:
        """How many wait."""
        return sum(self.waiting.values())


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a person or of their guest; `number` is its place in the line of its class."""

    seat_id: str
    seating_id: str
    gathering_id: str
    person_id: str
    guest: int
    seat_class: str
    state: said.SeatState
    number: int | None = None
    hold_until: datetime | None = None
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the owner of a seat came in: the earliest scan that admits it."""

    seat_id: str
    seating_id: str
    came_at: datetime
    device_id: str
    sequence: int
    times: int


def opened(_row: Seating | None, event: said.SeatingOpened, _stamp: object) -> Seating:
    """People can answer."""
    return Seating(event.seating_id, event.gathering_id, event.session_id, event.title, event.plan)


def changed(row: Seating | None, event: said.SeatingChanged, _stamp: object) -> Seating | None:
    """Another plan."""
    return row and replace(row, plan=event.plan)


def called_off(row: Seating | None, event: said.SeatingClosed, stamp: Stamped) -> Seating | None:
    """Nobody comes."""
    return row and replace(row, closed=event.reason, closed_at=stamp.at)


def counted(row: Seating | None, event: Any, _stamp: object) -> Seating | None:
    """The counts after something happened to a seat."""
    if row is None:
        return None
    taken, waiting = _steps(event)
    code = event.seat_class
    return replace(row, taken=_plus(row.taken, code, taken), waiting=_plus(row.waiting, code, waiting))


def _steps(event: Any) -> tuple[int, int]:
    match event:
        case said.SeatGiven():
            return 1, -1 if event.waited else 0
        case said.SeatWaitlisted():
            return 0, 1
        case said.SeatOffered():
            return 1, -1
        case said.SeatReleased():
            return (0, -1) if event.was is said.SeatState.WAITING else (-1, 0)
    return 0, 0


def _plus(counts: Counts, code: str, number: int) -> Counts:
    return {**counts, code: counts.get(code, 0) + number} if number else counts


def asked(_row: Seat | None, event: said.SeatGiven | said.SeatWaitlisted, _stamp: object) -> Seat:
    """Somebody has the seat, or waits for it."""
    given = isinstance(event, said.SeatGiven)
    return Seat(
        seat_id=event.seat_id,
        seating_id=event.seating_id,
        gathering_id=event.gathering_id,
        person_id=event.person_id,
        guest=event.guest,
        seat_class=event.seat_class,
        state=said.SeatState.GIVEN if given else said.SeatState.WAITING,
        number=None if isinstance(event, said.SeatGiven) else event.number,
        organisation_id=event.organisation_id,
    )


def offered(row: Seat | None, event: said.SeatOffered, _stamp: object) -> Seat | None:
    """It is held for a while."""
    return row and replace(row, state=said.SeatState.OFFERED, hold_until=event.hold_until)


def confirmed(row: Seat | None, _event: said.SeatConfirmed, _stamp: object) -> Seat | None:
    """It was taken in time."""
    return row and replace(row, state=said.SeatState.GIVEN, hold_until=None)


def released(_row: Seat | None, _event: said.SeatReleased, _stamp: object) -> None:
    """Nobody has it."""


def scanned(row: Arrival | None, event: said.BadgeScanned, _stamp: object) -> Arrival | None:
    """The earliest scan counts, whichever is handed in first."""
    if event.verdict is not said.ScanVerdict.ADMITTED or event.at_seat is None:
        return row
    new = Arrival(event.at_seat, event.seating_id, event.counts_at, event.device_id, event.sequence, 1)
    if row is None:
        return new
    first = min(row, new, key=lambda each: (each.came_at, each.device_id, each.sequence))
    return replace(first, times=row.times + 1)


def arrival_row(event: said.BadgeScanned) -> str:
    """The row of an arrival."""
    return event.at_seat or event.seat_id
