"""Tables of who comes and whom they meet."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import MeetingPeriod, MeetingTable, SeatingPlan, SeatState
from cityteams_portal.domain.meeting import MeetingState
from cityteams_portal.tables.base import metadata

seatings = sa.Table(
    "seatings",
    metadata,
    sa.Column("seating_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("session_id", sa.String(64)),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("plan", Json(SeatingPlan), nullable=False),
    sa.Column("closed", sa.Text),
    sa.Column("taken", Json(dict[str, int]), nullable=False),
    sa.Column("waiting", Json(dict[str, int]), nullable=False),
    sa.Column("closed_at", Instant()),
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
    sa.Column("number", sa.Integer),
    sa.Column("hold_until", Instant()),
    sa.Column("organisation_id", sa.String(64)),
    sa.Index("seats_in_line", "seating_id", "state", "seat_class", "number"),
)
arrivals = sa.Table(
    "arrivals",
    metadata,
    sa.Column("seat_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False, index=True),
    sa.Column("came_at", Instant(), nullable=False),
    sa.Column("device_id", sa.String(64), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
)
meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("meeting_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("gathering", sa.Text, nullable=False),
    sa.Column("people", Json(tuple[str, ...]), nullable=False),
    sa.Column("asked_by", sa.String(64)),
    sa.Column("subject_line", sa.Text, nullable=False),
    sa.Column("state", Word(MeetingState), nullable=False),
    sa.Column("accepted", Json(tuple[str, ...]), nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("starts", Instant()),
    sa.Column("ends", Instant()),
    sa.Column("table", sa.Text),
    sa.Column("area", sa.Text),
)
meeting_plans = sa.Table(
    "meeting_plans",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("gathering", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("periods", Json(tuple[MeetingPeriod, ...]), nullable=False),
    sa.Column("tables", Json(tuple[MeetingTable, ...]), nullable=False),
    sa.Column("asked", sa.Boolean, nullable=False),
    sa.Column("verdict", sa.Text),
    sa.Column("scheduled", sa.Integer, nullable=False),
    sa.Column("breaks", sa.Integer),
    sa.Column("reasons", Json(tuple[str, ...]), nullable=False),
)
