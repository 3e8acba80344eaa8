"""Which lines stand in which feed, and how they read there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cityteams_calendars import Entry, uid_of
from cityteams_portal.domain.calendars.book import AGENDA, DEADLINE, Book, Line, Noted
from cityteams_portal.domain.words import sentence


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a feed is of: a track of one gathering, or everything."""

    track_id: str | None = None


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Turn:
    """What a reader's own part adds to a line: `raised` to its sequence, at `revised`; `out` when they have none."""

    raised: int = 0
    revised: datetime | None = None
    out: bool = False


NOTHING_OWN = Turn()


def entries(books: Iterable[Book], wanted: Wanted, portal: str) -> Iterator[Entry]:
    """The entries of a feed; `portal` is the address that links lead to."""
    for book in books:
        for noted in book.noted:
            if wanted.track_id in (None, noted.line.track_id):
                yield entry(book, noted, portal)


def entry(book: Book, noted: Noted, portal: str, turn: Turn = NOTHING_OWN) -> Entry:
    """One line as it stands in a calendar."""
    line = noted.line
    name = f"{book.gathering_id}-{line.name}" if line.kind == DEADLINE else line.name
    return Entry(
        uid=uid_of(line.kind, name),
        sequence=noted.sequence + turn.raised,
        revised=max(noted.revised, turn.revised or noted.revised),
        title=_title(line),
        starts=line.starts,
        ends=line.ends,
        place=", ".join(filter(None, (line.room, line.place))),
        text=f"{line.gathering}. Local time: {book.time_zone}." if line.kind in AGENDA else "",
        address=f"{portal}/agenda/{book.gathering_id}",
        categories=tuple(filter(None, (line.track, sentence(line.form) if line.form else None))),
        cancelled=noted.cancelled or turn.out,
    )


def _title(line: Line) -> str:
    if line.kind == DEADLINE:
        return f"Deadline: {line.title or sentence(line.form)} ({line.gathering})"
    return line.title
