"""What notifications keeps: letters and the ledger in the fold; what this store may send is private."""

from datetime import time

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word, chassis_tables
from cityteams_contracts.notifications import Channel, LetterKind, SuppressionReason
from cityteams_contracts.registration import ProgrammeRole
from cityteams_notifications.domain.deliveries import DeliveryState, Outcome
from cityteams_notifications.domain.letters import LetterState
from cityteams_notifications.mailings.tables import mailing_tables
from cityteams_notifications.webhooks.tables import webhook_tables

metadata = sa.MetaData()
chassis_tables(metadata)

letters = sa.Table(
    "letters",
    metadata,
    sa.Column("letter_id", sa.String(64), primary_key=True),
    sa.Column("kind", Word(LetterKind), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False),
    sa.Column("about", sa.String(64), nullable=False),
    sa.Column("subject_line", sa.Text, nullable=False),
    sa.Column("state", Word(LetterState), nullable=False),
    sa.Column("queued_at", Instant(), nullable=False),
    sa.Column("settled_at", Instant()),
    sa.Column("reason", sa.String(80)),
    sa.Index(
        "ix_letters_mailing", "about", "state", sqlite_where=sa.text("kind = 'mailing'"),
        postgresql_where=sa.text("kind = 'mailing'"),
    ),
)  # fmt: skip

pending = sa.Table(
    "pending",
    metadata,
    sa.Column("letter_id", sa.String(64), primary_key=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("event_subject", sa.Text, nullable=False),
    sa.Column("event_id", sa.String(64), nullable=False),
    sa.Column("due_at", Instant(), index=True),
    sa.Column("begun_at", Instant()),
    sa.Column("gathers", sa.Boolean, nullable=False),
)

gathered = sa.Table(
    "gathered",
    metadata,
    sa.Column("letter_id", sa.String(64), primary_key=True),
    sa.Column("digest_id", sa.String(64), nullable=False, index=True),
    sa.Column("kind", Word(LetterKind), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("event_subject", sa.Text, nullable=False),
    sa.Column("event_id", sa.String(64), nullable=False),
    sa.Column("queued_at", Instant(), nullable=False),
)

preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("quiet_from", Json(time | None)),
    sa.Column("quiet_until", Json(time | None)),
    sa.Column("wishes", Json(dict[str, str]), nullable=False),
    sa.Column("language", sa.String(35)),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("delivery_id", sa.String(64), primary_key=True),
    sa.Column("channel", Word(Channel), nullable=False),
    sa.Column("to", sa.String(64), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about", sa.String(64), nullable=False),
    sa.Column("state", Word(DeliveryState), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("first_at", Instant(), nullable=False),
    sa.Column("last_at", Instant(), nullable=False),
    sa.Column("next_try_at", Instant()),
    sa.Column("answer", sa.Integer),
    sa.Column("reason", sa.String(80)),
    sa.Index("ix_deliveries_state_last_at", "state", "last_at"),
    sa.Index("ix_deliveries_next_try_at", "channel", "next_try_at"),
)

tries = sa.Table(
    "tries",
    metadata,
    sa.Column("try_id", sa.String(64), primary_key=True),
    sa.Column("delivery_id", sa.String(64), nullable=False, index=True),
    sa.Column("channel", Word(Channel), nullable=False),
    sa.Column("to", sa.String(64), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about", sa.String(64), nullable=False),
    sa.Column("outcome", Word(Outcome), nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("at", Instant(), nullable=False, index=True),
    sa.Column("answer", sa.Integer),
    sa.Column("reason", sa.String(80)),
    sa.Column("next_try_at", Instant()),
)

suppressions = sa.Table(
    "suppressions",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("reason", Word(SuppressionReason), nullable=False),
    sa.Column("since", Instant(), nullable=False),
    sa.Column("status", sa.String(16)),
    sa.Column("delivery_id", sa.String(64)),
)

roles = sa.Table(
    "roles",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("roles", Json(tuple[ProgrammeRole, ...]), nullable=False),
)

webhooks = webhook_tables(metadata)
mailings = mailing_tables(metadata)
