"""Seats and meetings in people's own calendars; what is known already is taken over as it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("seatings", sa.Column("closed_at", sa.Text))
    op.create_table(
        "calendar_seats",
        sa.Column("seat_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("session_id", sa.String(64)),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("holds", sa.Boolean, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("revised", sa.Text, nullable=False),
    )
    op.create_index("ix_calendar_seats_person_id", "calendar_seats", ["person_id"])
    op.create_table(
        "calendar_meetings",
        sa.Column("meeting_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("gathering", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("spot", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("revised", sa.Text, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
    )
    _take_over()


def _take_over() -> None:
    """A change before this is not known with its moment, so that of the gathering's calendar stands for it."""
    op.execute(
        "INSERT INTO calendar_seats (seat_id, seating_id, gathering_id, session_id, person_id, holds, changes, revised)"
        " SELECT s.seat_id, s.seating_id, s.gathering_id, t.session_id, s.person_id, true, 1, b.revised FROM seats s"
        " JOIN seatings t ON t.seating_id = s.seating_id JOIN calendar_books b ON b.gathering_id = s.gathering_id"
        " WHERE s.guest = 0 AND s.state = 'given'"
    )
    op.execute(
        "UPDATE seatings SET closed_at = (SELECT b.revised FROM calendar_books b"
        " WHERE b.gathering_id = seatings.gathering_id) WHERE closed IS NOT NULL"
    )
    op.execute(
        "INSERT INTO calendar_meetings (meeting_id, gathering_id, gathering, people, subject_line, time_zone, starts,"
        " ends, spot, sequence, revised, cancelled) SELECT m.meeting_id, m.gathering_id, m.gathering, m.people,"
        " m.subject_line, m.time_zone, m.starts, m.ends, m.\"table\" || ', ' || m.area, 0, b.revised, false"
        " FROM meetings m JOIN calendar_books b ON b.gathering_id = m.gathering_id WHERE m.starts IS NOT NULL"
    )
