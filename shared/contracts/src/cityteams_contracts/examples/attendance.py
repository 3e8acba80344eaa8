"""Examples of attendance: the Expo has 400 seats, one of which somebody waits for."""

from typing import Any

from cityteams_contracts import events as said
from cityteams_contracts.examples.values import EXPO, GATHERING, INVITED, LEAD, OFFICIAL, hour
from cityteams_contracts.message import Message

SEATING, SEAT, SCAN = "seating-expo-2018", "seat-0001", "scan-0001"
_IN: dict[str, Any] = {"seating_id": SEATING, "gathering_id": GATHERING, "title": EXPO}
_MINE: dict[str, Any] = {"seat_id": SEAT, "person_id": LEAD, "seat_class": "member"}


def attendance_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_commands(), *_seatings(), *_seats(), *_doors())


def _plan() -> said.SeatingPlan:
    return said.SeatingPlan(
        capacity=400,
        classes=(
            said.SeatClass(code="presenting", name="Presenting teams", entitled=said.Entitled.PRESENTING, kept=80),
            said.SeatClass(code="member", name="Members of the programme", entitled=said.Entitled.MEMBERS),
            said.SeatClass(code="public", name="Everybody else", entitled=said.Entitled.ANYONE),
        ),
        hold_minutes=1_440,
        guests_most=2,
        waiting_most=10_000,
        closes_at=hour(8, 0),
    )


def _commands() -> tuple[Message, ...]:
    return (
        said.OpenSeating(**_IN, plan=_plan()),
        said.ChangeSeating(seating_id=SEATING, plan=_plan()),
        said.CloseSeating(seating_id=SEATING, reason="The hall is flooded."),
        said.AnswerAttendance(seating_id=SEATING, person_id=LEAD, answer=said.Attendance.YES, guests=1),
        said.ConfirmSeats(seating_id=SEATING, person_id=LEAD),
        said.ReleaseSeat(seating_id=SEATING, person_id=LEAD, seat_id=SEAT),
        said.InviteAttendees(seating_id=SEATING, people=(INVITED, OFFICIAL), seat_class="member"),
        said.JoinAttendees(seating_id=SEATING, person_id=INVITED, same_as=LEAD),
        said.StateInterests(person_id=LEAD, gathering_id=GATHERING, sessions=("session-flood", "session-mesh")),
    )


def _seatings() -> tuple[Message, ...]:
    return (
        said.SeatingOpened(**_IN, plan=_plan()),
        said.SeatingChanged(**_IN, plan=_plan(), changed_at=hour(7, 0)),
        said.SeatingClosed(**_IN, reason="The hall is flooded."),
        said.AttendeeInvited(**_IN, person_id=INVITED, seat_class="member"),
        said.AttendanceAnswered(
            seating_id=SEATING,
            gathering_id=GATHERING,
            person_id=LEAD,
            answer=said.Attendance.YES,
            guests=1,
            seat_class="member",
            organisation_id="o-rohnert-park",
            answered_at=hour(7, 1),
        ),
        said.AttendeesJoined(seating_id=SEATING, person_id=INVITED, same_as=LEAD, joined_at=hour(7, 6)),
        said.AttendeeForgotten(seating_id=SEATING, person_id=INVITED),
        said.InterestsStated(
            person_id=LEAD,
            gathering_id=GATHERING,
            sessions=("session-flood", "session-mesh"),
            stated_at=hour(7, 2),
        ),
    )


def _seats() -> tuple[Message, ...]:
    state, reason = said.SeatState.OFFERED, said.ReleaseReason.LAPSED
    return (
        said.SeatGiven(**_IN, **_MINE, organisation_id="o-rohnert-park", given_at=hour(7, 1)),
        said.SeatWaitlisted(**_IN, **_MINE, number=17, waits_since=hour(7, 1)),
        said.SeatOffered(**_IN, **_MINE, number=17, hold_until=hour(7, 30)),
        said.SeatConfirmed(**_IN, **_MINE, confirmed_at=hour(7, 20)),
        said.SeatReleased(**_IN, **_MINE, was=state, reason=reason, released_at=hour(7, 30)),
    )


def _doors() -> tuple[Message, ...]:
    scan = said.Scan(sequence=1, seat_id=SEAT, scanned_at=hour(8, 59))
    return (
        said.HandInScans(seating_id=SEATING, device_id="door-west", scans=(scan,)),
        said.BadgeScanned(
            seating_id=SEATING,
            scan_id=SCAN,
            device_id="door-west",
            sequence=1,
            seat_id=SEAT,
            at_seat=SEAT,
            person_id=LEAD,
            verdict=said.ScanVerdict.ADMITTED,
            scanned_at=hour(8, 59),
            counts_at=hour(8, 59),
        ),
        said.ScansTaken(
            seating_id=SEATING, device_id="door-west", last=1, new=1, known=0, renumbered=0, taken_at=hour(9, 30)
        ),
    )
