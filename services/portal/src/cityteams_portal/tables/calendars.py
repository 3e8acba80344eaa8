"""Tables of calendars: a book for each gathering, people's seats and meetings; private: keys of their feeds."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.events import GatheringKind
from cityteams_portal.domain.calendars.book import Noted
from cityteams_portal.tables.base import metadata

calendar_books = sa.Table(
    "calendar_books",
    metadata,
    sa.Column("gathering_id", sa.String(64), primary_key=True),
    sa.Column("kind", Word(GatheringKind), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("link", sa.Text),
    sa.Column("noted", Json(tuple[Noted, ...]), nullable=False),
    sa.Column("revised", Instant(), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("release", sa.Integer, nullable=False),
    sa.Column("called_off", sa.Boolean, nullable=False),
)
calendar_seats = sa.Table(
    "calendar_seats",
    metadata,
    sa.Column("seat_id", sa.String(64), primary_key=True),
    sa.Column("seating_id", sa.String(64), nullable=False),
    sa.Column("gathering_id", sa.String(64), nullable=False),
    sa.Column("session_id", sa.String(64)),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("holds", sa.Boolean, nullable=False),
    sa.Column("changes", sa.Integer, nullable=False),
    sa.Column("revised", Instant(), nullable=False),
)
calendar_meetings = sa.Table(
    "calendar_meetings",
    metadata,
    sa.Column("meeting_id", sa.String(64), primary_key=True),
    sa.Column("gathering_id", sa.String(64), nullable=False),
    sa.Column("gathering", sa.Text, nullable=False),
    sa.Column("people", Json(tuple[str, ...]), nullable=False),
    sa.Column("subject_line", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("starts", Instant(), nullable=False),
    sa.Column("ends", Instant(), nullable=False),
    sa.Column("spot", sa.Text, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("revised", Instant(), nullable=False),
    sa.Column("cancelled", sa.Boolean, nullable=False),
)
feed_keys = sa.Table(  # private: outside the fold
    "feed_keys",
    metadata,
    sa.Column("key_id", sa.String(64), primary_key=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("made_at", Instant(), nullable=False),
)
