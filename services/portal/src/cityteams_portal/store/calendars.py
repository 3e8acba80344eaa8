"""Books of gatherings, and the keys of people's own feeds."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_portal.domain.calendars.book import Book
from cityteams_portal.domain.calendars.feed_key import FeedKey
from cityteams_portal.tables.calendars import calendar_books, feed_keys

BOOKS = Shelf(calendar_books, Book)
FEED_KEYS = Shelf(feed_keys, FeedKey, private=True)


def revisions(tx: Tx, gathering_id: str | None = None) -> tuple[tuple[str, int, datetime], ...]:
    """The revision of the book of each gathering, or of one, and its moment: what unchanged feeds are recognised by."""
    known = calendar_books.c
    query = sa.select(known.gathering_id, known.revision, known.revised).order_by(known.gathering_id)
    if gathering_id is not None:
        query = query.where(known.gathering_id == gathering_id)
    return tuple((row.gathering_id, row.revision, row.revised) for row in tx.rows(query))


def books(tx: Tx) -> list[Book]:
    """The books of all gatherings."""
    return tx.find(BOOKS)


def keys_of(tx: Tx, person_id: str) -> list[FeedKey]:
    """The keys that somebody made."""
    return tx.find(FEED_KEYS, feed_keys.c.person_id == person_id)
