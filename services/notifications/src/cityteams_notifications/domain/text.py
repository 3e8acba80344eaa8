"""Words of strangers made harmless: one line, no controls, no longer than asked."""

from collections.abc import Iterable
from datetime import UTC, datetime
from unicodedata import category

_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_TURNS = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()

HOME = "\x1ahome\x1a"
"""Stands in a text for the portal's address, which is filled in when the letter goes out; nobody's words hold it."""


def plain(text: str) -> str:
    """The text on one line, without control characters and without marks that turn the reading direction."""
    line = " ".join(text.split())
    return "".join(sign for sign in line if sign not in _TURNS and category(sign) not in _UNSEEN)


def short(text: str, limit: int) -> str:
    """At most `limit` characters of the plain text, with an ellipsis where something was left out."""
    line = plain(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def and_list(names: Iterable[str]) -> str:
    """One, two and three."""
    *most, last = [plain(name) for name in names]
    return f"{', '.join(most)} and {last}" if most else last


def day_and_time(starts: datetime, ends: datetime, zone: str) -> str:
    """When something takes place, in the offset that `starts` carries, which is that of the named zone."""
    away = starts.strftime("%z")
    day = f"{_DAYS[starts.weekday()]} {starts.day} {_MONTHS[starts.month - 1]} {starts.year}"
    return f"{day}, {starts:%H:%M} to {ends.astimezone(starts.tzinfo):%H:%M} ({plain(zone)}, UTC{away[:3]}:{away[3:5]})"


def moment(at: datetime) -> str:
    """A deadline, in UTC, since a letter does not know where it will be read."""
    there = at.astimezone(UTC)
    return f"{_DAYS[there.weekday()]} {there.day} {_MONTHS[there.month - 1]} {there.year}, {there:%H:%M} UTC"


def field_name(code: str) -> str:
    """A field or a question as people read it: `risk_strategy` is "Risk strategy"."""
    words = plain(code).replace("_", " ")
    return words[:1].upper() + words[1:]
