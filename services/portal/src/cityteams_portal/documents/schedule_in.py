"""Reads an agenda that somebody else wrote: frab XML, frab JSON, or CSV as our own export has it.

A file that is not well-formed, or is larger than an agenda can be, is refused as a whole; a row that cannot be read
is named with its number and its field, and all such rows at once.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from cityteams_portal.complaints import Complained, Complaint
from cityteams_portal.documents.upload import Unfit

MOST_ROWS = 2000
_NEEDED = ("title",)


@dataclass(frozen=True)
class Row:
    """One session as a file tells it: `name` is what the file calls it by, moments may lack their zone."""

    name: str
    title: str
    minutes: int
    starts: datetime | None
    kind: str = ""
    room: str = ""
    track: str = ""
    abstract: str = ""


def read_schedule(data: bytes) -> list[Row]:
    """The rows of a file, whichever of the three kinds it is; raises Unfit for the file, Complained for its rows."""
    text = _text(data)
    start = text.lstrip()[:1]
    told = list(_json(text) if start == "{" else _xml(text) if start == "<" else _csv(text))
    if len(told) > MOST_ROWS:
        raise Unfit("the-file-has-too-many-rows", f"An agenda has at most {MOST_ROWS} sessions; this has {len(told)}.")
    if not told:
        raise Unfit("the-file-has-no-rows", "No session was found in the file. Send one with at least one session.")
    rows, wrong = list[Row](), list[Complaint]()
    for number, each in enumerate(told, 1):
        try:
            rows.append(_row(each, number))
        except Complained as no:
            wrong += no.found
    if wrong:
        raise Complained(wrong)
    return rows


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("the-file-is-not-utf-8", "The file is not in UTF-8. Save it as UTF-8 and send it again.") from None


def _xml(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        root = fromstring(text.encode(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as broken:
        why = f"This is no schedule in XML ({type(broken).__name__}). Export it once more and send that."
        raise Unfit("the-file-is-damaged", why) from None
    for room in root.iter("room"):
        for event in room.findall("event"):
            found = {child.tag: (child.text or "") for child in event}
            yield {"room": room.get("name", "")} | found | {"id": event.get("guid") or event.get("id") or ""}


def _json(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        days = json.loads(text)["schedule"]["conference"]["days"]
        rooms = [(name, events) for day in days for name, events in day["rooms"].items()]
        found = [(name, event) for name, events in rooms for event in events if isinstance(event, dict)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        why = "This is no schedule in JSON: schedule.conference.days with their rooms are needed."
        raise Unfit("the-file-is-damaged", why) from None
    for name, event in found:
        plain = {key: value for key, value in event.items() if isinstance(value, str | int)}
        yield {"room": name} | plain | {"id": str(event.get("guid") or event.get("id") or "")}


def _csv(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = [name.strip().lower() for name in lines.fieldnames or ()]
        if missing := [name for name in _NEEDED if name not in names]:
            why = f"The table has no column “{missing[0]}”. Its first line names the columns, as in an agenda of ours."
            raise Unfit("a-column-is-missing", why)
        lines.fieldnames = names
        for line in lines:
            told = {name: _unquoted(value) for name, value in line.items() if isinstance(value, str) and name}
            if any(told.values()):
                yield told | {"id": told.get("session") or told.get("id") or "", "type": told.get("kind", "")}
    except csv.Error as broken:
        raise Unfit("the-file-is-damaged", f"This is no table with commas between its cells: {broken}.") from None


def _unquoted(cell: str) -> str:
    """What our export wrote an apostrophe before, so that no spreadsheet ran it."""
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t") else cell.strip()


def _row(told: Mapping[str, Any], number: int) -> Row:
    title = str(told.get("title", "")).strip()
    if not title:
        raise Complained([Complaint(("rows", number, "title"), "is missing; add it")])
    starts = _starts(told, number)
    minutes = _minutes(told, starts, number)
    return Row(
        name=str(told.get("id") or f"{number}"), title=title, minutes=minutes, starts=starts,
        kind=str(told.get("type") or ""), room=str(told.get("room") or ""), track=str(told.get("track") or ""),
        abstract=str(told.get("abstract") or told.get("description") or ""),
    )  # fmt: skip


def _starts(told: Mapping[str, Any], number: int) -> datetime | None:
    day, hour = str(told.get("date") or ""), str(told.get("starts") or told.get("start") or "")
    if not day:
        return None
    try:
        if "T" in day:
            return datetime.fromisoformat(day)
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour)) if hour else None
    except ValueError:
        what = "must be a day and an hour, such as 2018-02-07 and 13:30"
        raise Complained([Complaint(("rows", number, "date"), what)]) from None


def _minutes(told: Mapping[str, Any], starts: datetime | None, number: int) -> int:
    given, ends = str(told.get("duration") or told.get("minutes") or ""), str(told.get("ends") or "")
    try:
        if given:
            hours, _, minutes = given.rpartition(":")
            return int(hours or 0) * 60 + int(minutes)
        if starts is not None and ends:
            until = datetime.combine(starts.date(), time.fromisoformat(ends))
            length = until - starts.replace(tzinfo=None)
            return int((length if length > timedelta(0) else length + timedelta(days=1)).total_seconds()) // 60
    except ValueError:
        pass
    what = "must be a length, such as 00:30 or 30 minutes, or an hour at which it ends"
    raise Complained([Complaint(("rows", number, "minutes"), what)])
