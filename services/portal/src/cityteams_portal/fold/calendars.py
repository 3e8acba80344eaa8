"""What the events of a gathering do to its calendar, and those of seats and meetings to people's own."""

from cityteams_chassis import folds
from cityteams_contracts.events import (
    AgendaReleased,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    MeetingCancelled,
    MeetingMoved,
    MeetingRefilled,
    MeetingScheduled,
    SeatConfirmed,
    SeatGiven,
    SeatReleased,
    SessionsDelayed,
)
from cityteams_portal.domain.calendars import following, parts
from cityteams_portal.store.calendars import BOOKS, MEETING_PARTS, SEAT_PARTS

_PLACED = (MeetingScheduled, MeetingMoved, MeetingRefilled)

CALENDARS = (
    folds(GatheringAnnounced, BOOKS, by="gathering_id", apply=following.planned),
    folds(GatheringChanged, BOOKS, by="gathering_id", apply=following.planned),
    folds(GatheringSlipped, BOOKS, by="gathering_id", apply=following.slipped),
    folds(GatheringCancelled, BOOKS, by="gathering_id", apply=following.called_off),
    folds(AgendaReleased, BOOKS, by="gathering_id", apply=following.released),
    folds(SessionsDelayed, BOOKS, by="gathering_id", apply=following.delayed),
    folds(SeatGiven, SEAT_PARTS, by="seat_id", apply=parts.seat_given),
    folds(SeatConfirmed, SEAT_PARTS, by="seat_id", apply=parts.seat_given),
    folds(SeatReleased, SEAT_PARTS, by="seat_id", apply=parts.seat_released),
    *(folds(event, MEETING_PARTS, by="meeting_id", apply=parts.meeting_placed) for event in _PLACED),
    folds(MeetingCancelled, MEETING_PARTS, by="meeting_id", apply=parts.meeting_called_off),
)
