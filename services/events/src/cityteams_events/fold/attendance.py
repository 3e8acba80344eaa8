"""What the events of attendance do to the store."""

from cityteams_chassis import folds
from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonNamed, PersonUnnamed
from cityteams_events.domain.attendance.affiliation import Affiliation, affiliation_row
from cityteams_events.domain.attendance.doors import Arrival, Device, KeptScan, arrival_row, device_row
from cityteams_events.domain.attendance.ids import attendance_id_of, interest_id_of, pass_id_of
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Attendee, Interest, Pass, Seat
from cityteams_events.store.attendance import (
    AFFILIATIONS,
    ARRIVALS,
    ATTENDEES,
    DEVICES,
    INTERESTS,
    PASSES,
    SCANS,
    SEATINGS,
    SEATS,
)

_SEATING, _SEAT = "seating_id", "seat_id"
_OfPerson = (
    said.AttendanceAnswered
    | said.AttendeesJoined
    | said.AttendeeForgotten
    | said.SeatGiven
    | said.SeatWaitlisted
    | said.SeatReleased
)


def _attendee(event: _OfPerson) -> str:
    return attendance_id_of(event.seating_id, event.person_id)


def _pass(event: said.AttendeeInvited | said.AttendeeForgotten) -> str:
    return pass_id_of(event.seating_id, event.person_id)


def _interest(event: said.InterestsStated) -> str:
    return interest_id_of(event.gathering_id, event.person_id)


_SEATINGS = (
    folds(said.SeatingOpened, SEATINGS, by=_SEATING, apply=Seating.opened, begins=True),
    folds(said.SeatingChanged, SEATINGS, by=_SEATING, apply=Seating.changed),
    folds(said.SeatingClosed, SEATINGS, by=_SEATING, apply=Seating.called_off),
    folds(said.SeatGiven, SEATINGS, by=_SEATING, apply=Seating.gave),
    folds(said.SeatWaitlisted, SEATINGS, by=_SEATING, apply=Seating.queued),
    folds(said.SeatOffered, SEATINGS, by=_SEATING, apply=Seating.offered),
    folds(said.SeatReleased, SEATINGS, by=_SEATING, apply=Seating.released),
)
_SEATS = (
    folds(said.SeatGiven, SEATS, by=_SEAT, apply=Seat.given),
    folds(said.SeatWaitlisted, SEATS, by=_SEAT, apply=Seat.queued),
    folds(said.SeatOffered, SEATS, by=_SEAT, apply=Seat.offered),
    folds(said.SeatConfirmed, SEATS, by=_SEAT, apply=Seat.confirmed),
    folds(said.SeatReleased, SEATS, by=_SEAT, apply=Seat.released),
)
_ATTENDEES = (
    folds(said.AttendanceAnswered, ATTENDEES, by=_attendee, apply=Attendee.answered),
    folds(said.AttendeesJoined, ATTENDEES, by=_attendee, apply=Attendee.joined),
    folds(said.AttendeeForgotten, ATTENDEES, by=_attendee, apply=Attendee.forgotten),
    folds(said.SeatGiven, ATTENDEES, by=_attendee, apply=Attendee.asked),
    folds(said.SeatWaitlisted, ATTENDEES, by=_attendee, apply=Attendee.asked),
    folds(said.SeatReleased, ATTENDEES, by=_attendee, apply=Attendee.released),
)
ATTENDANCE = (
    *_SEATINGS,
    *_SEATS,
    *_ATTENDEES,
    folds(said.AttendeeInvited, PASSES, by=_pass, apply=Pass.invited),
    folds(said.AttendeeForgotten, PASSES, by=_pass, apply=Pass.forgotten),
    folds(said.InterestsStated, INTERESTS, by=_interest, apply=Interest.stated),
    folds(PersonNamed, AFFILIATIONS, by=affiliation_row, apply=Affiliation.named),
    folds(PersonUnnamed, AFFILIATIONS, by=affiliation_row, apply=Affiliation.unnamed),
    folds(said.BadgeScanned, SCANS, by="scan_id", apply=KeptScan.kept, begins=True),
    folds(said.BadgeScanned, ARRIVALS, by=arrival_row, apply=Arrival.scanned),
    folds(said.ScansTaken, DEVICES, by=device_row, apply=Device.heard),
)
