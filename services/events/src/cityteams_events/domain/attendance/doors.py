"""What a door makes of scans: each is kept once, and of those that admit a seat the earliest counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from cityteams_contracts import Event
from cityteams_contracts.events import (
    BadgeScanned,
    HandInScans,
    Scan,
    ScansTaken,
    ScanVerdict,
    SeatId,
    SeatingId,
    SeatState,
)
from cityteams_contracts.values import Id, PersonId, utc_text
from cityteams_events.domain.attendance.ids import device_key_of, scan_id_of
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Seat


@dataclass(frozen=True)
class KeptScan:
    """One look at a badge, as a device handed it in."""

    scan_id: Id
    seating_id: SeatingId
    device_id: Id
    sequence: int
    seat_id: SeatId
    at_seat: SeatId | None
    verdict: ScanVerdict
    scanned_at: datetime
    counts_at: datetime

    @classmethod
    def kept(cls, _state: Self | None, event: BadgeScanned, _stamp: object) -> Self:
        """The event says it all."""
        return cls(**{name: getattr(event, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Arrival:
    """When the owner of a seat came in: the earliest scan that admits it; `times` counts all of them."""

    seat_id: SeatId
    seating_id: SeatingId
    person_id: PersonId
    came_at: datetime
    device_id: Id
    sequence: int
    times: int

    @classmethod
    def scanned(cls, state: Self | None, event: BadgeScanned, _stamp: object) -> Self | None:
        """The earliest counts, whichever is handed in first; ties go by device and sequence."""
        if event.verdict is not ScanVerdict.ADMITTED or event.at_seat is None or event.person_id is None:
            return state
        new = cls(event.at_seat, event.seating_id, event.person_id, event.counts_at, event.device_id, event.sequence, 1)
        if state is None:
            return new
        first = min(state, new, key=lambda each: (utc_text(each.came_at), each.device_id, each.sequence))
        return replace(first, times=state.times + 1)


@dataclass(frozen=True)
class Device:
    """A device at a door: the highest number it has handed in, and when it last did."""

    device_key: Id
    seating_id: SeatingId
    device_id: Id
    last: int
    taken_at: datetime

    @classmethod
    def heard(cls, state: Self | None, event: ScansTaken, _stamp: object) -> Self:
        """It handed in once more."""
        row = device_key_of(event.seating_id, event.device_id)
        last = max(event.last, state.last) if state else event.last
        return cls(row, event.seating_id, event.device_id, last, event.taken_at)


def device_row(event: ScansTaken) -> str:
    """The row of the device that handed in."""
    return device_key_of(event.seating_id, event.device_id)


def arrival_row(event: BadgeScanned) -> str:
    """The row of an arrival; a scan that admits nobody has a row that stays empty."""
    return event.at_seat or event.seat_id


@dataclass(frozen=True)
class Door:
    """What a door knows of the badges that are handed in: `seats` by badge, `here` their seats at this seating."""

    seating: Seating
    seats: Mapping[SeatId, Seat]
    here: Mapping[SeatId, Seat]
    known: frozenset[Id]
    numbers: frozenset[int]


def takes(door: Door, command: HandInScans, now: datetime) -> list[Event]:
    """Keeps what is new. What was handed in before is counted, and so is a number that was used for another scan."""
    said: list[Event] = []
    seen, numbers = set(door.known), set(door.numbers)
    renumbered = 0
    for scan in command.scans:
        scan_id = scan_id_of(command.seating_id, command.device_id, scan)
        if scan_id in seen:
            continue
        renumbered += scan.sequence in numbers
        seen.add(scan_id)
        numbers.add(scan.sequence)
        said.append(_scanned(door, command, scan, scan_id, now))
    taken = ScansTaken(
        seating_id=command.seating_id,
        device_id=command.device_id,
        last=max(scan.sequence for scan in command.scans),
        new=len(said),
        known=len(command.scans) - len(said),
        renumbered=renumbered,
        taken_at=now,
    )
    return [*said, taken]


def _scanned(door: Door, command: HandInScans, scan: Scan, scan_id: Id, now: datetime) -> BadgeScanned:
    badge, here = door.seats.get(scan.seat_id), door.here.get(scan.seat_id)
    verdict = ScanVerdict.UNKNOWN
    if badge is not None and badge.gathering_id == door.seating.gathering_id:
        admitted = here is not None and here.state is SeatState.GIVEN and not door.seating.closed
        verdict = ScanVerdict.ADMITTED if admitted else ScanVerdict.NO_SEAT
    known = badge if verdict is not ScanVerdict.UNKNOWN else None
    return BadgeScanned(
        seating_id=command.seating_id,
        scan_id=scan_id,
        device_id=command.device_id,
        sequence=scan.sequence,
        seat_id=scan.seat_id,
        at_seat=here.seat_id if known and here else None,
        person_id=known.person_id if known else None,
        verdict=verdict,
        scanned_at=scan.scanned_at,
        counts_at=min(scan.scanned_at, now),
    )


def badges_of(scans: Sequence[Scan]) -> list[SeatId]:
    """The badges that were scanned, each once."""
    return list(dict.fromkeys(scan.seat_id for scan in scans))
