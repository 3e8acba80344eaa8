"""The table of what is still to be said of a gathering."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import Deadline, GatheringKind
from cityteams_events.domain.reminders import Reminder
from cityteams_events.tables.base import metadata

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("kind", Word(GatheringKind), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("link", sa.Text, nullable=True),
    sa.Column("deadlines", Json(tuple[Deadline, ...]), nullable=False),
    sa.Column("waiting", Json(tuple[Reminder, ...]), nullable=False),
    sa.Column("next_due", Instant(), nullable=True, index=True),
)
