"""Somebody's own agenda: what they have a part in, a seat for, and whom they meet.

Each thing has the UID that it has in every other feed. Whatever somebody once had in it stays: what they have no part
in any more is cancelled there under a higher sequence, even if it is held, and comes back under one still higher.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cityteams_calendars import Entry, uid_of
from cityteams_portal.domain.calendars.book import AGENDA, GATHERING, Book, Line
from cityteams_portal.domain.calendars.feeds import Turn, entry
from cityteams_portal.domain.calendars.parts import MeetingPart, SeatPart


@dataclass(frozen=True, slots=True)
class Own:
    """All that is one person's own; `closed` tells which seatings were called off, and when."""

    person_id: str
    seats: tuple[SeatPart, ...] = ()
    closed: tuple[tuple[str, datetime], ...] = ()
    meetings: tuple[MeetingPart, ...] = ()

    @property
    def revisions(self) -> list[tuple[str, int]]:
        """What differs whenever anything of it does."""
        seats = [(each.seat_id, each.changes) for each in self.seats]
        meetings = [(each.meeting_id, each.sequence) for each in self.meetings]
        return [*seats, *((name, 1) for name, _ in self.closed), *meetings]

    @property
    def moments(self) -> list[datetime]:
        """When its parts last changed."""
        seats, meetings = (each.revised for each in self.seats), (each.revised for each in self.meetings)
        return [*seats, *meetings, *(at for _, at in self.closed)]


def my_entries(books: Sequence[Book], own: Own, portal: str) -> Iterator[Entry]:
    """The entries of somebody's own calendar."""
    for book in books:
        seats = [each for each in own.seats if each.gathering_id == book.gathering_id]
        for noted in book.noted:
            theirs = [each for each in seats if _is_for(each, noted.line)]
            speaks = own.person_id in noted.line.people
            if speaks or theirs or own.person_id in noted.past:
                yield entry(book, noted, portal, _turn(theirs, dict(own.closed), speaks=speaks))
    known = {book.gathering_id: book for book in books}
    for meeting in own.meetings:
        yield _meeting(meeting, known.get(meeting.gathering_id), portal)


def _is_for(seat: SeatPart, line: Line) -> bool:
    """A seat of the gathering is a seat on each of its days."""
    if seat.session_id is None:
        return line.kind == GATHERING
    return line.kind in AGENDA and line.name == seat.session_id


def _turn(seats: Iterable[SeatPart], closed: dict[str, datetime], *, speaks: bool) -> Turn:
    raised, moments, comes = 0, list[datetime](), speaks
    for each in seats:
        over = closed.get(each.seating_id)
        raised += each.changes + (over is not None)
        moments += [each.revised] if over is None else [each.revised, over]
        comes = comes or (each.holds and over is None)
    return Turn(raised, max(moments, default=None), out=not comes)


def _meeting(part: MeetingPart, book: Book | None, portal: str) -> Entry:
    off = book is not None and book.called_off and not part.cancelled
    return Entry(
        uid=uid_of("meeting", part.meeting_id),
        sequence=part.sequence + off,
        revised=max(part.revised, book.revised) if book is not None and off else part.revised,
        title=f"Meeting: {part.subject_line}",
        starts=part.starts,
        ends=part.ends,
        place=", ".join(filter(None, (part.spot, book.place if book else ""))),
        text=f"{part.gathering}. Local time: {part.time_zone}.",
        address=f"{portal}/meetings",
        categories=("Meeting",),
        cancelled=part.cancelled or off,
    )
