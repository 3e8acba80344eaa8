"""What is only one person's own in a calendar: the seats that they have, and whom they meet.

A row outlives what it tells of: a seat that was given back and a meeting that was called off stay as such, because a
calendar program keeps what it once fetched until it is told otherwise.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts import events as said
from cityteams_portal.domain.stamps import Stamped


@dataclass(frozen=True)
class SeatPart:
    """A seat as its owner's calendar sees it; `changes` counts how often it was theirs, and theirs no longer."""

    seat_id: str
    seating_id: str
    gathering_id: str
    session_id: str | None
    person_id: str
    holds: bool
    changes: int
    revised: datetime


@dataclass(frozen=True)
class MeetingPart:
    """A meeting that had a time and a table at least once; `sequence` rises with every change."""

    meeting_id: str
    gathering_id: str
    gathering: str
    people: tuple[str, ...]
    subject_line: str
    time_zone: str
    starts: datetime
    ends: datetime
    spot: str
    sequence: int
    revised: datetime
    cancelled: bool = False


def seat_given(before: SeatPart | None, event: said.SeatGiven | said.SeatConfirmed, stamp: Stamped) -> SeatPart | None:
    """It is theirs; a guest's seat is in nobody's calendar."""
    if event.guest:
        return None
    if before is None:
        names = (event.seat_id, event.seating_id, event.gathering_id, event.session_id, event.person_id)
        return SeatPart(*names, True, 1, stamp.at)
    return before if before.holds else replace(before, holds=True, changes=before.changes + 1, revised=stamp.at)


def seat_released(before: SeatPart | None, _event: said.SeatReleased, stamp: Stamped) -> SeatPart | None:
    """It is theirs no longer; who only waited had nothing in the calendar."""
    if before is None or not before.holds:
        return before
    return replace(before, holds=False, changes=before.changes + 1, revised=stamp.at)


def meeting_placed(
    before: MeetingPart | None,
    event: said.MeetingScheduled | said.MeetingMoved | said.MeetingRefilled,
    stamp: Stamped,
) -> MeetingPart:
    """It has a time and a table, for the first time or others than before."""
    return MeetingPart(
        event.meeting_id, event.gathering_id, event.gathering, event.people, event.subject_line, event.time_zone,
        event.starts, event.ends, f"{event.table}, {event.area}",
        sequence=before.sequence + 1 if before else 0, revised=stamp.at,
    )  # fmt: skip


def meeting_called_off(before: MeetingPart | None, _event: said.MeetingCancelled, stamp: Stamped) -> MeetingPart | None:
    """It will not be."""
    if before is None or before.cancelled:
        return before
    return replace(before, sequence=before.sequence + 1, revised=stamp.at, cancelled=True)
