"""Which lines stand in which feed, and how they read there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cityteams_calendars import Entry, uid_of
from cityteams_portal.domain.calendars.book import AGENDA, DEADLINE, Book, Line, Noted
from cityteams_portal.domain.words import sentence


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a feed is of: a track of one gathering, the part that one person has in any, or everything."""

    track_id: str | None = None
    person_id: str | None = None


EVERYTHING = Wanted()


def entries(books: Iterable[Book], wanted: Wanted, portal: str) -> Iterator[Entry]:
    """The entries of a feed; `portal` is the address that links lead to."""
    for book in books:
        for noted in book.noted:
            if _stands(noted.line, wanted):
                yield _entry(book, noted, portal)


def _stands(line: Line, wanted: Wanted) -> bool:
    if wanted.person_id is not None:
        return wanted.person_id in line.people
    if wanted.track_id is not None:
        return line.track_id == wanted.track_id
    return True


def _entry(book: Book, noted: Noted, portal: str) -> Entry:
    line = noted.line
    name = f"{book.gathering_id}-{line.name}" if line.kind == DEADLINE else line.name
    return Entry(
        uid=uid_of(line.kind, name),
        sequence=noted.sequence,
        revised=noted.revised,
        title=_title(line),
        starts=line.starts,
        ends=line.ends,
        place=", ".join(filter(None, (line.room, line.place))),
        text=f"{line.gathering}. Local time: {book.time_zone}." if line.kind in AGENDA else "",
        address=f"{portal}/agenda/{book.gathering_id}",
        categories=tuple(filter(None, (line.track, sentence(line.form) if line.form else None))),
        cancelled=noted.cancelled,
    )


def _title(line: Line) -> str:
    if line.kind == DEADLINE:
        return f"Deadline: {line.title or sentence(line.form)} ({line.gathering})"
    return line.title
