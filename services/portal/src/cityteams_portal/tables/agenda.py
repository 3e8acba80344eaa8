"""Tables of what clusters, events and notifications said, and of the answers to commands."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.clusters import Reason
from cityteams_contracts.events import AgendaEntry, Day, GatheringKind, Room, SessionEntry
from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.values import Participant
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.domain.cluster import ClusterState, InvitationState
from cityteams_portal.domain.gathering import SlotState
from cityteams_portal.domain.letter import LetterState
from cityteams_portal.tables.base import metadata

clusters = sa.Table(
    "clusters",
    metadata,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("worksheet_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("state", Word(ClusterState), nullable=False),
    sa.Column("members", Json(tuple[Participant, ...]), nullable=False),
    sa.Column("missing", Json(tuple[str, ...]), nullable=False),
    sa.Column("super_cluster_id", sa.String(64)),
    sa.Column("super_cluster", sa.Text),
    sa.Column("listed_at", Instant()),
    sa.Index("clusters_by_state", "sector", "state"),
    sa.Index("clusters_by_title", "title", "cluster_id"),
)
invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("invitation_id", sa.String(64), primary_key=True),
    sa.Column("cluster_id", sa.String(64), nullable=False, index=True),
    sa.Column("state", Word(InvitationState), nullable=False),
    sa.Column("organisation", Json(Participant), nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("reasons", Json(tuple[Reason, ...]), nullable=False),
    sa.Column("answered_at", Instant()),
    sa.Column("expires_at", Instant()),
)
super_clusters = sa.Table(
    "super_clusters",
    metadata,
    sa.Column("super_cluster_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
)
gatherings = sa.Table(
    "gatherings",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("kind", Word(GatheringKind), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("days", Json(tuple[Day, ...]), nullable=False),
    sa.Column("rooms", Json(tuple[Room, ...]), nullable=False),
    sa.Column("slot_minutes", sa.Integer, nullable=False),
    sa.Column("announced_at", Instant(), nullable=False),
    sa.Column("release", sa.Integer, nullable=False),
    sa.Column("entries", Json(tuple[AgendaEntry, ...]), nullable=False),
    sa.Column("released_at", Instant()),
    sa.Column("sessions", Json(tuple[SessionEntry, ...]), nullable=False),
)
slots = sa.Table(
    "slots",
    metadata,
    sa.Column("slot_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False, index=True),
    sa.Column("gathering", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("cluster_id", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("state", Word(SlotState), nullable=False),
    sa.Column("room_id", sa.String(64)),
    sa.Column("room", sa.Text),
    sa.Column("starts", Instant()),
    sa.Column("ends", Instant()),
    sa.Column("reason", sa.Text),
)
letters = sa.Table(
    "letters",
    metadata,
    sa.Column("letter_id", sa.String(64), primary_key=True),
    sa.Column("kind", Word(LetterKind), nullable=False),
    sa.Column("state", Word(LetterState), nullable=False),
    sa.Column("about", sa.String(64), nullable=False),
    sa.Column("queued_at", Instant(), nullable=False),
    sa.Column("settled_at", Instant()),
    sa.Column("reason", sa.Text),
    sa.Column("person_id", sa.String(64)),
    sa.Column("because", sa.Text),
    sa.Column("into", sa.String(64), index=True),
    sa.Index("ix_letters_person", "person_id", "queued_at"),
    sa.Index(
        "ix_letters_mailing", "about", "state", sqlite_where=sa.text("kind = 'mailing'"),
        postgresql_where=sa.text("kind = 'mailing'"),
    ),
)  # fmt: skip
answers = sa.Table(
    "answers",
    metadata,
    sa.Column("answer_id", sa.String(200), primary_key=True),
    sa.Column("command_id", sa.String(64), nullable=False, index=True),
    sa.Column("outcome", Word(Outcome), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("about", sa.String(64)),
    sa.Column("answered_at", Instant(), nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("field", sa.Text),
)
