"""What each event of a gathering does to its book."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cityteams_contracts.events import (
    AgendaReleased,
    Day,
    Deadline,
    DelayedSession,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    SessionsDelayed,
)
from cityteams_portal.domain.calendars.book import AGENDA, DEADLINE, GATHERING, PLAN, SESSION, SLOT, Book, Line
from cityteams_portal.domain.stamps import Stamped


def planned(before: Book | None, event: GatheringAnnounced | GatheringChanged, stamp: Stamped) -> Book:
    """A gathering is announced, or its plan said anew; what a release said stands until the next one."""
    known = before or Book(
        event.gathering_id, event.kind, event.title, event.place, event.time_zone, event.link, (), stamp.at
    )
    about = replace(known, title=event.title, place=event.place, time_zone=event.time_zone, link=event.link)
    book = about if about == known else about.touched(stamp.at)
    agenda = [replace(each, gathering=book.title, place=book.place) for each in _standing(book)]
    return book.with_lines([*_plan(book, event.days, event.deadlines), *agenda], PLAN | AGENDA, stamp.at)


def slipped(before: Book | None, event: GatheringSlipped, stamp: Stamped) -> Book | None:
    """Everything moves by so many days, and the local hour of each line stays."""
    if before is None:
        return None
    moved = [_moved(each, event.by_days, before.time_zone) for each in _standing(before)]
    return before.with_lines([*_plan(before, event.days, event.deadlines), *moved], PLAN | AGENDA, stamp.at)


def called_off(before: Book | None, _event: GatheringCancelled, stamp: Stamped) -> Book | None:
    """Nothing of it takes place."""
    return before and replace(before.with_lines([], PLAN | AGENDA, stamp.at), called_off=True)


def released(before: Book | None, event: AgendaReleased, stamp: Stamped) -> Book | None:
    """The agenda is this from now on."""
    return before and replace(before.with_lines(_agenda(event), AGENDA, stamp.at), release=event.release)


def delayed(before: Book | None, event: SessionsDelayed, stamp: Stamped) -> Book | None:
    """Some sessions begin at another time today."""
    if before is None:
        return None
    late = {each.session_id: each for each in event.sessions}
    lines = [_late(each, late.get(each.name)) for each in _standing(before)]
    return before.with_lines(lines, AGENDA, stamp.at)


def _standing(book: Book) -> list[Line]:
    """What the last release says and nobody took out."""
    return [each.line for each in book.of(AGENDA) if not each.cancelled]


def _plan(book: Book, days: Iterable[Day], deadlines: Iterable[Deadline]) -> Iterator[Line]:
    yield from _days(book, days)
    yield from _deadlines(book, deadlines)


def _late(line: Line, delay: DelayedSession | None) -> Line:
    return replace(line, starts=delay.starts.astimezone(UTC), ends=delay.ends.astimezone(UTC)) if delay else line


def _days(book: Book, days: Iterable[Day]) -> Iterator[Line]:
    """One line for each day, under its place in the order: a gathering that slips moves its days, it gets no others."""
    for number, day in enumerate(days, 1):
        name = book.gathering_id if number == 1 else f"{book.gathering_id}-{number}"
        starts, ends = (_instant(day.date, hour, book.time_zone) for hour in (day.opens, day.closes))
        yield Line(GATHERING, name, book.title, book.title, book.place, starts, ends)


def _deadlines(book: Book, deadlines: Iterable[Deadline]) -> Iterator[Line]:
    seen = dict[str, int]()
    for deadline in deadlines:
        seen[deadline.what] = seen.get(deadline.what, 0) + 1
        name = deadline.what if seen[deadline.what] == 1 else f"{deadline.what}-{seen[deadline.what]}"
        at = deadline.at.astimezone(UTC)
        yield Line(DEADLINE, name, deadline.title or "", book.title, "", at, at, form=deadline.what)


def _agenda(event: AgendaReleased) -> Iterator[Line]:
    rooms = {room.room_id: room.name for room in event.rooms}
    tracks = {track.track_id: track.title for track in event.tracks}
    for entry in event.entries:
        yield Line(
            SLOT, entry.slot_id, entry.title, event.title, event.place,
            entry.starts.astimezone(UTC), entry.ends.astimezone(UTC),
            room=rooms.get(entry.room_id, entry.room_id), cluster_id=entry.cluster_id, people=(entry.speaker,),
        )  # fmt: skip
    for session in event.sessions:
        people = (*session.speakers, *session.introducers, *filter(None, [session.facilitator]))
        yield Line(
            SESSION, session.session_id, session.title, event.title, event.place,
            session.starts.astimezone(UTC), session.ends.astimezone(UTC),
            room=rooms.get(session.room_id, session.room_id) if session.room_id else None,
            track_id=session.track_id, track=tracks.get(session.track_id or ""), cluster_id=session.cluster_id,
            people=tuple(dict.fromkeys(people)), form=session.kind,
        )  # fmt: skip


def _moved(line: Line, days: int, time_zone: str) -> Line:
    zone = _zone(time_zone)
    later = (line.starts.astimezone(zone) + timedelta(days=days)).astimezone(
        UTC
    )  # zoneinfo keeps the hour of the clock
    return replace(line, starts=later, ends=later + (line.ends - line.starts))


def _instant(on: date, hour: time, time_zone: str) -> datetime:
    return datetime.combine(on, hour, _zone(time_zone)).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
