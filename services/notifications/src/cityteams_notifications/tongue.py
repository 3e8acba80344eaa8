"""A language that letters are written in: its words, and how it says dates, hours and lists (CLDR, through Babel)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date
from babel.lists import format_list

from cityteams_contracts.notifications import LETTER_LANGUAGES
from cityteams_notifications.domain.text import field_name, plain

DEFAULT = "en"
_DAY = {
    "en": "EEEE d MMMM y",
    "fr": "EEEE d MMMM y",
    "es": "EEEE, d 'de' MMMM 'de' y",
    "ko": "y년 M월 d일 EEEE",
    "pt": "EEEE, d 'de' MMMM 'de' y",
    "ar": "EEEE، d MMMM y",
}
_UNTIL = {"en": "to", "fr": "à", "es": "a", "ko": "~", "pt": "às", "ar": "إلى"}
LANGUAGES = LETTER_LANGUAGES
"""English first, which is what a missing translation falls back to."""
RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True)
class Tongue:
    """One language; templates call its methods with facts as the events gave them."""

    tag: str
    fields: Mapping[str, str]
    rules: Mapping[str, str]
    calls: Mapping[str, str]
    counted: tuple[str, str]

    @property
    def direction(self) -> str:
        """Which way it is written, as HTML says it."""
        return "rtl" if self.tag in RIGHT_TO_LEFT else "ltr"

    def day(self, when: date) -> str:
        """A day with its weekday; of a moment, the day it is in UTC."""
        there = when.astimezone(UTC).date() if isinstance(when, datetime) else when
        return format_date(there, _DAY[self.tag], locale=self.tag)

    def moment(self, at: datetime) -> str:
        """A deadline, in UTC, since a letter does not know where it will be read."""
        there = at.astimezone(UTC)
        return f"{self.day(there.date())}, {there:%H:%M} UTC"

    def moment_at(self, at: datetime, zone: str) -> str:
        """A moment in the time of a place, which is named with its offset."""
        there = _there(at, zone)
        return f"{self.day(there.date())}, {there:%H:%M} ({_zone(there, zone)})"

    def span(self, starts: datetime, ends: datetime, zone: str) -> str:
        """When something takes place, in the time of the place."""
        first, last = _there(starts, zone), _there(ends, zone)
        until = f"{first:%H:%M} {_UNTIL[self.tag]} {last:%H:%M}"
        return f"{self.day(first.date())}, {until} ({_zone(first, zone)})"

    def listed(self, names: Iterable[str]) -> str:
        """One, two and three."""
        known = [plain(name) for name in names]
        return format_list(known, locale=self.tag) if known else "–"

    def field(self, code: str) -> str:
        """A field of the worksheet or a question of the round, as people read it."""
        return self.fields.get(code) or field_name(code)

    def rule(self, code: str) -> str:
        """A rule that is not kept, in words."""
        return self.rules.get(code) or field_name(code.replace("-", "_"))

    def call(self, kind: str) -> str:
        """What a call of a gathering asks for, when it has no name of its own."""
        return self.calls.get(kind) or field_name(kind)

    def count(self, number: int) -> str:
        """So many messages."""
        one, many = self.counted
        return one if number == 1 else many.format(n=number)


def load_tongue(tag: str) -> Tongue:
    """A language with its words; raises LookupError when there is none."""
    if tag not in _DAY:
        raise LookupError(tag)
    file = files("cityteams_notifications") / "templates" / tag / "words.json"
    words = json.loads(file.read_text("utf-8"))
    return Tongue(tag, words["fields"], words["rules"], words["calls"], (words["count"][0], words["count"][1]))


def spoken(language: str | None) -> str:
    """The language of ours to write in: that of the person, as far as we speak it."""
    found = (language or DEFAULT).partition("-")[0].lower()
    return found if found in _DAY else DEFAULT


def _there(at: datetime, zone: str) -> datetime:
    """Events carry the offset of the place; where the machine knows the zone, it is asked, which is the same."""
    try:
        return at.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at


def _zone(there: datetime, zone: str) -> str:
    away = there.strftime("%z")
    return f"{plain(zone)}, UTC{away[:3]}:{away[3:5]}"
