"""Writes calendars with the icalendar library, which folds, escapes and quotes; decides what is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from cityteams_calendars.entry import Entry, Moment

_PRODUCT = "-//cityteams//calendar//EN"
_LINES = str.maketrans({"\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})
REFRESH = timedelta(hours=1)
"""How often a calendar program is asked to look again."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and a mail address."""

    name: str
    mail: str


def calendar_file(name: str, entries: Iterable[Entry], address: str = "", text: str = "") -> bytes:
    """A calendar to subscribe to, in UTF-8 with CRLF; entries in the order of their beginnings.

    `address` is where the calendar itself can be read by people.
    """
    known = sorted(entries, key=lambda each: (_instant(each), each.uid))
    calendar = _calendar(name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    if text:
        calendar.add("description", _plain(text))
    if address:
        calendar.add("url", address)
    if known:
        calendar.add("last-modified", max(each.revised for each in known).astimezone(UTC))
    for entry in known:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def invitation(
    entry: Entry, organiser: Mailbox, attendee: Mailbox, method: Literal["REQUEST", "CANCEL"] = "REQUEST"
) -> bytes:
    """One entry as it is mailed to somebody (iMIP): a later REQUEST or CANCEL of a higher sequence replaces it."""
    calendar = _calendar("")
    calendar.add("method", method)
    event = _event(entry)
    if method == "CANCEL":
        event["STATUS"] = vText("CANCELLED")
    event.add("organizer", _person(organiser))
    guest = _person(attendee)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
    guest.params["RSVP"] = vText("FALSE")  # answers are taken on the portal, not by mail
    event.add("attendee", guest)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("name", _line(name))
        calendar.add("x-wr-calname", _line(name))
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.revised.astimezone(UTC))
    event.add("last-modified", entry.revised.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", _line(entry.title))
    if entry.starts is not None and entry.ends is not None:
        event.add("dtstart", _moment(entry.starts))
        event.add("dtend", _moment(entry.ends))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.starts is not None and _whole_days(entry.starts) else "OPAQUE")
    for name, value in (("location", entry.place), ("description", entry.text), ("url", entry.address)):
        if value:
            event.add(name, _plain(value))
    if entry.categories:
        event.add("categories", [_line(each) for each in entry.categories])
    return event


def _moment(moment: Moment) -> Moment:
    """In UTC: right for every reader, whatever a calendar program makes of rules for summer time in a file."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _whole_days(moment: Moment) -> bool:
    return not isinstance(moment, datetime)


def _instant(entry: Entry) -> datetime:
    if entry.starts is None:
        return entry.revised.astimezone(UTC)
    if isinstance(entry.starts, datetime):
        return entry.starts.astimezone(UTC)
    return datetime(entry.starts.year, entry.starts.month, entry.starts.day, tzinfo=UTC)


def _person(mailbox: Mailbox) -> vCalAddress:
    person = vCalAddress(f"mailto:{mailbox.mail}")
    person.params["CN"] = vText(_line(mailbox.name).replace('"', "'"))
    return person


def _line(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """Text whose only breaks are line feeds; other control characters have no place in a calendar."""
    broken = text.replace("\r\n", "\n").translate(_LINES)
    return "".join(char for char in broken if char in "\n\t" or char.isprintable())
