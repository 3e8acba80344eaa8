"""The tables of events."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import (
    AgendaEntry,
    Booth,
    Day,
    Deadline,
    GatheringKind,
    Pause,
    Room,
    SessionEntry,
    Track,
)
from cityteams_contracts.registration import ProgrammeRole
from cityteams_events.domain.slot import SlotState
from cityteams_events.tables import attendance as attendance
from cityteams_events.tables import meetings as meetings
from cityteams_events.tables.base import metadata as metadata

clusters = sa.Table(
    "clusters",
    metadata,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("listed_at", Instant(), nullable=False),
)

gatherings = sa.Table(
    "gatherings",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("kind", Word(GatheringKind), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("days", Json(tuple[Day, ...]), nullable=False),
    sa.Column("rooms", Json(tuple[Room, ...]), nullable=False),
    sa.Column("slot_minutes", sa.Integer, nullable=False),
    sa.Column("link", sa.Text, nullable=True),
    sa.Column("pauses", Json(tuple[Pause, ...]), nullable=False),
    sa.Column("tracks", Json(tuple[Track, ...]), nullable=False),
    sa.Column("booths", Json(tuple[Booth, ...]), nullable=False),
    sa.Column("deadlines", Json(tuple[Deadline, ...]), nullable=False),
    sa.Column("travel_supports", sa.Integer, nullable=False),
    sa.Column("planned", sa.Boolean, nullable=False),
    sa.Column("cancelled", sa.Boolean, nullable=False),
)

releases = sa.Table(
    "releases",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("entries", Json(tuple[AgendaEntry, ...]), nullable=False),
    sa.Column("sessions", Json(tuple[SessionEntry, ...]), nullable=False),
)

slots = sa.Table(
    "slots",
    metadata,
    sa.Column("slot_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("cluster_id", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("speaker", sa.String(64), nullable=False),
    sa.Column("state", Word(SlotState), nullable=False),
    sa.Column("room_id", sa.String(64), nullable=True),
    sa.Column("starts", Instant(), nullable=True, index=True),
    sa.Column("ends", Instant(), nullable=True),
)

roles = sa.Table(
    "roles",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("roles", Json(tuple[ProgrammeRole, ...]), nullable=False),
)
