"""Sessions, the agenda in progress, releases of old, searches, repairs, booths and travel support."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import (
    AgendaEntry,
    Away,
    DelayedSession,
    ProposedMove,
    RoomLost,
    RuleSetting,
    SessionContent,
    SessionEntry,
    SessionPlace,
)
from cityteams_events.domain.planning.booths import BoothState
from cityteams_events.domain.planning.granting import TravelState
from cityteams_events.domain.planning.runs import RepairState, SolvingState
from cityteams_events.domain.planning.session import SessionState
from cityteams_events.tables.base import metadata

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("session_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("content", Json(SessionContent), nullable=False),
    sa.Column("proposed_by", sa.String(64), nullable=False),
    sa.Column("state", Word(SessionState), nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant(), nullable=False),
)

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("places", Json(tuple[SessionPlace, ...]), nullable=False),
    sa.Column("rules", Json(tuple[RuleSetting, ...]), nullable=False),
    sa.Column("away", Json(tuple[Away, ...]), nullable=False),
    sa.Column("lost", Json(tuple[RoomLost, ...]), nullable=False),
    sa.Column("delays", Json(tuple[DelayedSession, ...]), nullable=False),
)

old_releases = sa.Table(
    "old_releases",
    metadata,
    sa.Column("release_key", sa.String(80), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("entries", Json(tuple[AgendaEntry, ...]), nullable=False),
    sa.Column("sessions", Json(tuple[SessionEntry, ...]), nullable=False),
)

solvings = sa.Table(
    "solvings",
    metadata,
    sa.Column("solving_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("state", Word(SolvingState), nullable=False, index=True),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("seeds", sa.Integer, nullable=False),
    sa.Column("effort", sa.Integer, nullable=False),
    sa.Column("keep", Json(tuple[str, ...]), nullable=False),
    sa.Column("begun_at", Instant(), nullable=False),
    sa.Column("done", sa.Double, nullable=False),
    sa.Column("weight", sa.BigInteger, nullable=True),
    sa.Column("stop_asked", sa.Boolean, nullable=False),
)

repairs = sa.Table(
    "repairs",
    metadata,
    sa.Column("repair_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False),
    sa.Column("state", Word(RepairState), nullable=False, index=True),
    sa.Column("release", sa.Integer, nullable=False),
    sa.Column("moves", Json(tuple[ProposedMove, ...]), nullable=False),
)

aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("same_as", sa.String(64), nullable=False),
)

booth_requests = sa.Table(
    "booth_requests",
    metadata,
    sa.Column("request_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("asked_by", sa.String(64), nullable=False),
    sa.Column("cluster_id", sa.String(64), nullable=True),
    sa.Column("organisation_id", sa.String(64), nullable=True),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant(), nullable=False),
    sa.Column("wish", sa.Text, nullable=True),
    sa.Column("pavilion", sa.Text, nullable=True),
    sa.Column("state", Word(BoothState), nullable=False),
    sa.Column("number", sa.Text, nullable=True),
)

travel_requests = sa.Table(
    "travel_requests",
    metadata,
    sa.Column("request_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("cluster_id", sa.String(64), nullable=False),
    sa.Column("cluster", sa.Text, nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False),
    sa.Column("asked_by", sa.String(64), nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant(), nullable=False),
    sa.Column("state", Word(TravelState), nullable=False),
)

merged_organisations = sa.Table(
    "merged_organisations",
    metadata,
    sa.Column("organisation_id", sa.String(64), primary_key=True),
    sa.Column("into", sa.String(64), nullable=False),
)

wishes = sa.Table(
    "wishes",
    metadata,
    sa.Column("wish_key", sa.String(130), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("sessions", Json(tuple[str, ...]), nullable=False),
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("absence_key", sa.String(130), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("away", Json(tuple[Away, ...]), nullable=False),
)
