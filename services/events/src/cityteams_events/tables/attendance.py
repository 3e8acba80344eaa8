"""The tables of attendance: seatings, answers, seats, invitations, interests, whom organisations name, doors."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import Attendance, ScanVerdict, SeatingPlan, SeatState
from cityteams_contracts.registration import PersonRole
from cityteams_events.tables.base import metadata

_COUNTS = dict[str, int]

seatings = sa.Table(
    "seatings",
    metadata,
    sa.Column("seating_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("session_id", sa.String(64), nullable=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("plan", Json(SeatingPlan), nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("taken", Json(_COUNTS), nullable=False),
    sa.Column("waiting", Json(_COUNTS), nullable=False),
    sa.Column("last_number", sa.Integer, nullable=False),
)

seats = sa.Table(
    "seats",
    metadata,
    sa.Column("seat_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False),
    sa.Column("gathering_id", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("guest", sa.Integer, nullable=False),
    sa.Column("seat_class", sa.String(64), nullable=False),
    sa.Column("state", Word(SeatState), nullable=False),
    sa.Column("number", sa.Integer, nullable=True),
    sa.Column("hold_until", Instant(), nullable=True, index=True),
    sa.Column("organisation_id", sa.String(64), nullable=True),
    sa.Index("ix_seats_line", "seating_id", "seat_class", "state", "number"),
)

attendees = sa.Table(
    "attendees",
    metadata,
    sa.Column("attendance_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("answer", Word(Attendance), nullable=False),
    sa.Column("guests", sa.Integer, nullable=False),
    sa.Column("organisation_id", sa.String(64), nullable=True),
    sa.Column("seats", Json(tuple[int, ...]), nullable=False),
    sa.Column("same_as", sa.String(64), nullable=True),
)

passes = sa.Table(
    "passes",
    metadata,
    sa.Column("pass_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("seat_class", sa.String(64), nullable=False),
)

interests = sa.Table(
    "interests",
    metadata,
    sa.Column("interest_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("sessions", Json(tuple[str, ...]), nullable=False),
)

affiliations = sa.Table(
    "affiliations",
    metadata,
    sa.Column("affiliation_id", sa.String(64), primary_key=True),
    sa.Column("organisation_id", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("roles", Json(tuple[PersonRole, ...]), nullable=False),
)

scans = sa.Table(
    "scans",
    metadata,
    sa.Column("scan_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False),
    sa.Column("device_id", sa.String(64), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("seat_id", sa.String(64), nullable=False),
    sa.Column("at_seat", sa.String(64), nullable=True),
    sa.Column("verdict", Word(ScanVerdict), nullable=False),
    sa.Column("scanned_at", Instant(), nullable=False),
    sa.Column("counts_at", Instant(), nullable=False),
    sa.Index("ix_scans_device", "seating_id", "device_id", "sequence"),
)

devices = sa.Table(
    "devices",
    metadata,
    sa.Column("device_key", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False),
    sa.Column("device_id", sa.String(64), nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("taken_at", Instant(), nullable=False),
)

arrivals = sa.Table(
    "arrivals",
    metadata,
    sa.Column("seat_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False, index=True),
    sa.Column("person_id", sa.String(64), nullable=False),
    sa.Column("came_at", Instant(), nullable=False),
    sa.Column("device_id", sa.String(64), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
)
