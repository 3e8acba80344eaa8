"""Reads CoSPLib's conferences and published solutions (its workbooks), with the library's own reading of them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from cityteams_events.domain.solver.conference.problem import Conference, Programme, Talk, Track, Weights

FOLDER = Path(__file__).parents[1] / "data" / "cosplib"
Rows = list[tuple[Any, ...]]
WEIGHTS = (
    "track_sessions", "track_rooms", "session_rooms", "similar_tracks", "rooms_per_track", "parallel_tracks",
    "consecutive_tracks", "talk_hours", "talk_order", "talk_sessions", "talk_rooms", "presenters", "attendees",
    "chairs", "presenters_by_slot", "attendees_by_slot",
)  # fmt: skip
"""In the order in which the sheet "parameters" lists them."""


def names(folder: Path = FOLDER) -> list[str]:
    """The conferences that are here."""
    return sorted(path.stem for path in folder.glob("*.xlsx") if "published" not in path.stem)


def instance(name: str, folder: Path = FOLDER) -> Conference:
    """One of them."""
    book = {sheet.title: _rows(sheet) for sheet in load_workbook(folder / f"{name}.xlsx", data_only=True)}
    settings = book["parameters"]
    sessions, rooms, tracks = (_body(book[title]) for title in ("sessions", "rooms", "tracks"))
    known = [row[0] for row in tracks]
    talks = _body(book["submissions"])
    places = {name: at for at, name in enumerate(book["submissions"][0]) if name is not None}
    hours = [(_moment(settings, row[3]), _moment(settings, row[4])) for row in sessions]
    by_session = _table(book["tracks_sessions|penalty"], [row[0] for row in sessions])
    by_room = _table(book["tracks_rooms|penalty"], [row[0] for row in rooms])
    return Conference(
        talks=tuple(
            Talk(
                name=str(row[0]),
                track=known.index(row[1]),
                length=int(row[2]),
                order=int(row[3] or 0),
                presenters=_people(row[5]),
                attendees=_people(row[6]),
                sessions=tuple(int(row[places[session[0]]] or 0) for session in sessions),
                rooms=tuple(int(row[places[room[0]]] or 0) for room in rooms),
                hours=tuple(_unkind(settings, _zone(row[4]), *each) for each in hours),
            )
            for row in talks
        ),
        tracks=tuple(Track(str(row[0]), _people(row[1]), by_session[row[0]], by_room[row[0]]) for row in tracks),
        sessions=tuple(int(row[1]) for row in sessions),
        rooms=len(rooms),
        weights=Weights(**{name: int(settings[at][4] or 0) for at, name in enumerate(WEIGHTS, 1)}),
        similar=_similar(_body(book["similar tracks"]), known),
        session_rooms=_in_order(_table(book["sessions_rooms|penalty"], [row[0] for row in rooms]), sessions),
    )


def published(name: str, model: str, folder: Path = FOLDER) -> Programme:
    """The published solution of the "exact" or the "extended" model."""
    book = {s.title: _rows(s) for s in load_workbook(folder / f"{name}.xlsx", data_only=True)}
    tracks = {row[0]: at for at, row in enumerate(_body(book["tracks"]))}
    talks = {row[0]: at for at, row in enumerate(_body(book["submissions"]))}
    sessions, width = _body(book["sessions"]), len(_body(book["rooms"]))
    sheet = _rows(load_workbook(folder / f"{name}_published_{model}.xlsx", data_only=True)["sol"])
    grid = [tuple(tracks.get(cell, -1) for cell in row[1 : width + 1]) for row in sheet[1 : len(sessions) + 1]]
    lines = [tuple(talks.get(cell, -1) for cell in row[1 : width + 1]) for row in sheet[len(sessions) + 2 :]]
    held, at = [], 0
    for row in sessions:
        held.append(tuple(zip(*lines[at : at + row[1]], strict=True)))
        at += row[1]
    return Programme(tuple(grid), tuple(held))


def _rows(sheet: Any) -> Rows:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def _body(rows: Rows) -> Rows:
    return [row for row in rows[1:] if row and row[0] not in (None, "")]


def _people(text: str | None) -> frozenset[str]:
    return frozenset(str(text).split(", ")) - {""} if text else frozenset()


def _table(rows: Rows, columns: list[str]) -> dict[str, tuple[int, ...]]:
    at = {name: number for number, name in enumerate(rows[0]) if name is not None}
    return {row[0]: tuple(int(row[at[name]] or 0) for name in columns) for row in _body(rows)}


def _in_order(table: dict[str, tuple[int, ...]], sessions: Rows) -> tuple[tuple[int, ...], ...]:
    return tuple(table[row[0]] for row in sessions)


def _similar(rows: Rows, known: list[str]) -> dict[tuple[int, int], int]:
    """The library lets the cell above the diagonal count, and takes columns in the order of the rows."""
    numbers = [known.index(row[0]) for row in rows]
    found = {}
    for at, row in enumerate(rows):
        for then in range(at + 1, len(rows)):
            if price := row[then + 1]:
                one, other = numbers[at], numbers[then]
                found[min(one, other), max(one, other)] = int(price)
    return found


def _zone(name: str) -> timezone:
    return timezone(timedelta(hours=int(str(name).removeprefix("GMT"))))


def _clock(value: time | str) -> time:
    return value if isinstance(value, time) else time.fromisoformat(value.strip().zfill(5))


def _moment(settings: Rows, value: time | str) -> datetime:
    return datetime.combine(date(2021, 7, 21), _clock(value), _zone(settings[1][1])).astimezone(UTC)


def _unkind(settings: Rows, zone: timezone, start: datetime, end: datetime) -> int:
    kind_from, kind_to, fair_from, fair_to = (_clock(settings[at][1]) for at in (3, 4, 6, 7))
    begins, ends = start.astimezone(zone).time(), end.astimezone(zone).time()
    if begins < fair_from or ends > fair_to or ends < fair_from:
        return int(settings[10][1])
    if fair_from <= begins < kind_from or kind_to < ends <= fair_to:
        return int(settings[8][1])
    return 0
