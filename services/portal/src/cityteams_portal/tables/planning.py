"""Tables of planned gatherings, their sessions, releases and requests."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import (
    AgendaEntry,
    Day,
    DelayedSession,
    GatheringChanged,
    Room,
    RuleSetting,
    SessionContent,
    SessionEntry,
    SessionPlace,
)
from cityteams_portal.domain.planning.board import RepairView, Search
from cityteams_portal.domain.planning.session import SessionState
from cityteams_portal.tables.base import metadata

boards = sa.Table(
    "boards",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("held", Json(GatheringChanged), nullable=False),
    sa.Column("first_day", sa.String(10), nullable=False),
    sa.Column("cancelled", sa.Text),
    sa.Column("days_were", Json(tuple[Day, ...]), nullable=False),
    sa.Column("release", sa.Integer, nullable=False),
    sa.Column("places", Json(tuple[SessionPlace, ...]), nullable=False),
    sa.Column("rules", Json(tuple[RuleSetting, ...]), nullable=False),
    sa.Column("delays", Json(tuple[DelayedSession, ...]), nullable=False),
    sa.Column("warnings", Json(tuple[str, ...]), nullable=False),
    sa.Column("search", Json(Search)),
    sa.Column("repair", Json(RepairView)),
)
agenda_sessions = sa.Table(
    "agenda_sessions",
    metadata,
    sa.Column("session_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("content", Json(SessionContent), nullable=False),
    sa.Column("proposed_by", sa.String(64), nullable=False),
    sa.Column("state", Word(SessionState), nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant(), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
old_releases = sa.Table(
    "old_releases",
    metadata,
    sa.Column("release_key", sa.String(80), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("rooms", Json(tuple[Room, ...]), nullable=False),
    sa.Column("entries", Json(tuple[AgendaEntry, ...]), nullable=False),
    sa.Column("sessions", Json(tuple[SessionEntry, ...]), nullable=False),
    sa.Column("released_at", Instant(), nullable=False),
    sa.Column("rolled_back_to", sa.Integer),
)
planning_requests = sa.Table(
    "planning_requests",
    metadata,
    sa.Column("request_id", sa.String(64), primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("asked_by", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64)),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant(), nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("reasons", Json(tuple[str, ...]), nullable=False),
    sa.Column("decided_by", sa.String(64)),
    sa.Column("why", sa.Text, nullable=False),
)
