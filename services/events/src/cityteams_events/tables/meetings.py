"""The tables of meetings: hours and tables of a gathering, meetings, absences, introductions."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import MeetingPeriod, MeetingTable
from cityteams_events.domain.meetings.meeting import MeetingState
from cityteams_events.tables.base import metadata

meeting_plans = sa.Table(
    "meeting_plans",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("gathering", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("periods", Json(tuple[MeetingPeriod, ...]), nullable=False),
    sa.Column("tables", Json(tuple[MeetingTable, ...]), nullable=False),
    sa.Column("plan_id", sa.String(64), nullable=True),
    sa.Column("seconds", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant(), nullable=True),
    sa.Column("made", sa.Boolean, nullable=False),
)

meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("meeting_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("gathering", sa.Text, nullable=False),
    sa.Column("people", Json(tuple[str, ...]), nullable=False),
    sa.Column("asked_by", sa.String(64), nullable=True),
    sa.Column("subject_line", sa.Text, nullable=False),
    sa.Column("introduction_id", sa.String(64), nullable=True),
    sa.Column("requested_at", Instant(), nullable=False),
    sa.Column("state", Word(MeetingState), nullable=False),
    sa.Column("accepted", Json(tuple[str, ...]), nullable=False),
    sa.Column("starts", Instant(), nullable=True),
    sa.Column("ends", Instant(), nullable=True),
    sa.Column("table_id", sa.String(64), nullable=True),
)

availabilities = sa.Table(
    "availabilities",
    metadata,
    sa.Column("availability_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("away", Json(tuple[MeetingPeriod, ...]), nullable=False),
)

introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("introduction_id", sa.String(64), primary_key=True),
    sa.Column("first", sa.String(64), nullable=False),
    sa.Column("second", sa.String(64), nullable=False),
    sa.Column("subject_line", sa.Text, nullable=False),
    sa.Column("introduced_at", Instant(), nullable=False),
)
