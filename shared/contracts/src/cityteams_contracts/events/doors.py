"""Badges and doors: what was scanned where, also by devices that were offline and hand their scans in later.

The door of a seating has the seating's id. Every scan is kept. Of several scans of one seat the earliest counts as the
coming in, by the clock of the device but never later than it was handed in; ties go by device and sequence. So it does
not matter which device hands in first, nor how often.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.attendance import SeatId
from cityteams_contracts.events.seating import SeatingId
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import Id, Instant, PersonId, Value

__all__ = ["BadgeScanned", "HandInScans", "Scan", "ScanVerdict", "Scans", "ScansTaken", "Sequence"]

Sequence = Annotated[int, Field(ge=1, le=10_000_000)]


class ScanVerdict(StrEnum):
    """What the door says of a badge."""

    ADMITTED = "admitted"
    NO_SEAT = "no_seat"
    """The badge is of this gathering, and its owner has no seat here (any more)."""
    UNKNOWN = "unknown"
    """The badge is of no seat of this gathering."""


class Scan(Value):
    """One look at a badge; devices count theirs from 1."""

    sequence: Sequence
    seat_id: SeatId
    scanned_at: Instant


Scans = Annotated[tuple[Scan, ...], Field(min_length=1, max_length=300)]


class HandInScans(Command, name="events.hand-in-scans", key="seating_id"):
    """A device at a door hands in what it scanned, at once or hours later; twice is no harm."""

    seating_id: SeatingId
    device_id: Id
    scans: Scans


class BadgeScanned(Event, name="events.door.badge-scanned", key="seating_id"):
    """A badge was scanned; `seat_id` is what the badge says, `at_seat` the seat at this door that it stands for."""

    seating_id: SeatingId
    scan_id: Id
    device_id: Id
    sequence: Sequence
    seat_id: SeatId
    at_seat: SeatId | None = None
    person_id: PersonId | None = None
    verdict: ScanVerdict
    scanned_at: Instant
    counts_at: Instant


class ScansTaken(Event, name="events.door.scans-taken", key="seating_id"):
    """What a device handed in is kept: so many new, so many known before; some under a number used for another scan."""

    seating_id: SeatingId
    device_id: Id
    last: Sequence
    new: Annotated[int, Field(ge=0)]
    known: Annotated[int, Field(ge=0)]
    renumbered: Annotated[int, Field(ge=0)]
    taken_at: Instant
