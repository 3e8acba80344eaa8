"""A Tech Jam with two seats, as events would say it."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from cityteams_contracts import events as said
from tests.portal.story import HELD, NOON

JAM = {"seating_id": "jam", "gathering_id": "expo-2018", "title": "Tech Jam"}
HOLD = datetime(2018, 3, 2, 12, tzinfo=UTC)


def seat_id(person, guest=0):
    """The id of somebody's seat."""
    return str(uuid5(NAMESPACE_URL, f"{person}/{guest}"))


def opened(capacity=2, **change):
    """People are asked."""
    classes = (said.SeatClass(code="public", name="Everybody", entitled="anyone"),)
    plan = said.SeatingPlan(**{"capacity": capacity, "classes": classes, "guests_most": 2, **change})
    return said.SeatingOpened(**JAM, plan=plan)


def _seat(person, guest=0):
    return {**JAM, "seat_id": seat_id(person, guest), "person_id": person, "guest": guest, "seat_class": "public"}


def given(person, organisation_id=None, guest=0):
    """A seat is theirs."""
    return said.SeatGiven(**_seat(person, guest), organisation_id=organisation_id, given_at=NOON)


def waits(person, number):
    """They wait."""
    return said.SeatWaitlisted(**_seat(person), number=number, waits_since=NOON)


def offered(person, number):
    """It is held for them."""
    return said.SeatOffered(**_seat(person), number=number, hold_until=HOLD)


def released(person, was="given"):
    """They have it no longer."""
    return said.SeatReleased(**_seat(person), was=was, reason="cancelled", released_at=NOON)


def answered(person, word="yes"):
    """What answers the command."""
    return said.AttendanceAnswered(
        seating_id="jam", gathering_id="expo-2018", person_id=person, answer=word, guests=0, answered_at=NOON
    )


def scanned(person, device="west", minutes=0, sequence=1):
    """A badge was scanned at the door."""
    at = NOON + timedelta(minutes=minutes)
    return said.BadgeScanned(
        seating_id="jam",
        scan_id=f"{device}-{sequence}-{person}",
        device_id=device,
        sequence=sequence,
        seat_id=seat_id(person),
        at_seat=seat_id(person),
        person_id=person,
        verdict="admitted",
        scanned_at=at,
        counts_at=at,
    )


def meeting(**change):
    """Two would like to meet."""
    fields = {
        "meeting_id": "m-1",
        "gathering_id": "expo-2018",
        "gathering": HELD["gathering"],
        "people": ("p-somebody", "p-other"),
        "asked_by": "p-other",
        "subject_line": "Sensors",
        "requested_at": NOON,
    }
    return said.MeetingRequested(**{**fields, **change})


def scheduled():
    """It has a time and a table."""
    return said.MeetingScheduled(
        meeting_id="m-1",
        gathering_id="expo-2018",
        gathering=HELD["gathering"],
        time_zone="America/New_York",
        people=("p-somebody", "p-other"),
        subject_line="Sensors",
        starts=datetime(2018, 9, 18, 18, 0, tzinfo=UTC),
        ends=datetime(2018, 9, 18, 18, 20, tzinfo=UTC),
        table_id="t-4",
        table="Table 4",
        area="West foyer",
        plan_id="plan-1",
    )


def hours():
    """People can meet at this gathering."""
    start = datetime(2018, 9, 18, 18, 0, tzinfo=UTC)
    return said.MeetingsOpened(
        gathering_id="expo-2018",
        gathering=HELD["gathering"],
        time_zone="America/New_York",
        periods=(said.MeetingPeriod(starts=start, ends=start + timedelta(minutes=20)),),
        tables=(said.MeetingTable(table_id="t-4", name="Table 4", area="West foyer"),),
        opened_at=NOON,
    )
