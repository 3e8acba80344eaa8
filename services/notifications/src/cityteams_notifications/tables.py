"""What notifications keeps: letters in the fold; bodies and attempts are private."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Word, chassis_tables
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.letters import LetterState

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
)

bodies = sa.Table(
    "bodies",
    metadata,
    sa.Column("letter_id", sa.String(64), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("letter_id", sa.String(64), primary_key=True),
    sa.Column("begun_at", Instant(), nullable=False),
)
