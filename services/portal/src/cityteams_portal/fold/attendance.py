"""What the events of attendance do to the portal's copy."""

from cityteams_chassis import folds
from cityteams_contracts import events as said
from cityteams_portal.domain import coming
from cityteams_portal.store.coming import ARRIVALS, SEATINGS, SEATS

_SEATING, _SEAT = "seating_id", "seat_id"
_COUNTED = (said.SeatGiven, said.SeatWaitlisted, said.SeatOffered, said.SeatReleased)
ATTENDANCE = (
    folds(said.SeatingOpened, SEATINGS, by=_SEATING, apply=coming.opened),
    folds(said.SeatingChanged, SEATINGS, by=_SEATING, apply=coming.changed),
    folds(said.SeatingClosed, SEATINGS, by=_SEATING, apply=coming.called_off),
    *(folds(event, SEATINGS, by=_SEATING, apply=coming.counted) for event in _COUNTED),
    folds(said.SeatGiven, SEATS, by=_SEAT, apply=coming.asked),
    folds(said.SeatWaitlisted, SEATS, by=_SEAT, apply=coming.asked),
    folds(said.SeatOffered, SEATS, by=_SEAT, apply=coming.offered),
    folds(said.SeatConfirmed, SEATS, by=_SEAT, apply=coming.confirmed),
    folds(said.SeatReleased, SEATS, by=_SEAT, apply=coming.released),
    folds(said.BadgeScanned, ARRIVALS, by=coming.arrival_row, apply=coming.scanned),
)
