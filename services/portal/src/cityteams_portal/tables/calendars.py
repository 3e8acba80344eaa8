"""Tables of calendars: a book for each gathering; and, private, the keys of people's own feeds."""

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
feed_keys = sa.Table(  # private: outside the fold
    "feed_keys",
    metadata,
    sa.Column("key_id", sa.String(64), primary_key=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("made_at", Instant(), nullable=False),
)
