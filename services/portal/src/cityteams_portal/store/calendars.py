"""Books of gatherings, people's own parts, and the keys of their feeds."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_portal.domain.calendars.book import Book
from cityteams_portal.domain.calendars.feed_key import FeedKey
from cityteams_portal.domain.calendars.mine import Own
from cityteams_portal.domain.calendars.parts import MeetingPart, SeatPart
from cityteams_portal.tables.attendance import seatings
from cityteams_portal.tables.calendars import calendar_books, calendar_meetings, calendar_seats, feed_keys

BOOKS = Shelf(calendar_books, Book)
SEAT_PARTS = Shelf(calendar_seats, SeatPart)
MEETING_PARTS = Shelf(calendar_meetings, MeetingPart)
FEED_KEYS = Shelf(feed_keys, FeedKey, private=True)

Revisions = tuple[tuple[str, int, datetime], ...]


def revisions(tx: Tx) -> Revisions:
    """The revision of the book of each gathering and its moment: what unchanged feeds are recognised by."""
    known = calendar_books.c
    query = sa.select(known.gathering_id, known.revision, known.revised).order_by(known.gathering_id)
    return tuple((row.gathering_id, row.revision, row.revised) for row in tx.rows(query))


def books(tx: Tx) -> list[Book]:
    """The books of all gatherings."""
    return tx.find(BOOKS)


def own_of(tx: Tx, person_id: str) -> Own:
    """What is one person's own in calendars."""
    seats = tx.find(SEAT_PARTS, calendar_seats.c.person_id == person_id)
    query = sa.select(seatings.c.seating_id, seatings.c.closed_at).where(
        seatings.c.seating_id.in_({each.seating_id for each in seats}), seatings.c.closed_at.is_not(None)
    )
    closed = tuple((row.seating_id, row.closed_at) for row in tx.rows(query.order_by(seatings.c.seating_id)))
    named = sa.type_coerce(calendar_meetings.c.people, sa.Text).contains(f'"{person_id}"', autoescape=True)
    return Own(person_id, tuple(seats), closed, tuple(tx.find(MEETING_PARTS, named)))


def keys_of(tx: Tx, person_id: str) -> list[FeedKey]:
    """The keys that somebody made."""
    return tx.find(FEED_KEYS, feed_keys.c.person_id == person_id)
