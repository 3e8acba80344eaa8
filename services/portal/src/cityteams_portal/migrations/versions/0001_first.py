"""The first schema of the portal."""

import sqlalchemy as sa
from alembic import op

from cityteams_chassis import create_chassis_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables(op)
    _teams()
    _agenda()
    _answers()
    _sessions()


def _teams() -> None:
    op.create_table(
        "clusters",
        sa.Column("cluster_id", sa.String(64), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("members", sa.Text, nullable=False),
        sa.Column("missing", sa.Text, nullable=False),
        sa.Column("super_cluster_id", sa.String(64)),
        sa.Column("super_cluster", sa.Text),
        sa.Column("listed_at", sa.Text),
    )
    op.create_index("clusters_by_state", "clusters", ["sector", "state"])
    op.create_index("clusters_by_title", "clusters", ["title", "cluster_id"])
    op.create_table(
        "invitations",
        sa.Column("invitation_id", sa.String(64), primary_key=True),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("answered_at", sa.Text),
    )
    op.create_index("ix_invitations_cluster_id", "invitations", ["cluster_id"])
    op.create_table(
        "super_clusters",
        sa.Column("super_cluster_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
    )


def _agenda() -> None:
    op.create_table(
        "gatherings",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("rooms", sa.Text, nullable=False),
        sa.Column("slot_minutes", sa.Integer, nullable=False),
        sa.Column("announced_at", sa.Text, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("released_at", sa.Text),
    )
    op.create_table(
        "slots",
        sa.Column("slot_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("gathering", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("cluster_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("room_id", sa.String(64)),
        sa.Column("room", sa.Text),
        sa.Column("starts", sa.Text),
        sa.Column("ends", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_index("ix_slots_gathering_id", "slots", ["gathering_id"])
    op.create_index("ix_slots_cluster_id", "slots", ["cluster_id"])


def _answers() -> None:
    op.create_table(
        "letters",
        sa.Column("letter_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("queued_at", sa.Text, nullable=False),
        sa.Column("settled_at", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "answers",
        sa.Column("answer_id", sa.String(200), primary_key=True),
        sa.Column("command_id", sa.String(64), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.String(64)),
        sa.Column("answered_at", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("field", sa.Text),
    )
    op.create_index("ix_answers_command_id", "answers", ["command_id"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("began_at", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_seen_at", "sessions", ["seen_at"])
    op.create_table(
        "handovers",
        sa.Column("handover_id", sa.String(64), primary_key=True),
        sa.Column("provider", sa.String(64), nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("verifier", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
    )
    op.create_index("ix_handovers_begun_at", "handovers", ["begun_at"])
