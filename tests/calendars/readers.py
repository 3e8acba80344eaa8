"""Two independent readers of calendars: the icalendar library, and ical.js under node."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar

from tests.support.npm import node_with

FOLDER = Path(__file__).parent / "ical"


def by_library(file):
    """What icalendar reads: the name of the calendar and its events."""
    calendar = Calendar.from_ical(file)
    return {
        "name": _text(calendar.get("name")),
        "method": _text(calendar.get("method")),
        "refresh": ["DURATION", "PT1H"] if calendar.get("refresh-interval") else None,
        "events": [_event(each) for each in calendar.walk("VEVENT")],
    }


def by_script(file):
    """What ical.js reads."""
    node = node_with(FOLDER, "ical.js")
    done = subprocess.run([node, "read.mjs"], cwd=FOLDER, input=file, capture_output=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    for each in found["events"]:
        for name in ("starts", "ends", "stamp"):
            each[name] = datetime.fromisoformat(each[name])
    return found


def by_both(file):
    """What both read, once they agree."""
    one, other = by_library(file), by_script(file)
    assert one == other
    return one


def _event(event):
    return {
        "uid": str(event["uid"]),
        "sequence": int(event["sequence"]),
        "title": str(event["summary"]),
        "starts": _moment(event.decoded("dtstart")),
        "ends": _moment(event.decoded("dtend")),
        "place": str(event.get("location", "")),
        "status": str(event["status"]),
        "stamp": _moment(event.decoded("dtstamp")),
    }


def _moment(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    assert isinstance(value, date)
    return datetime(value.year, value.month, value.day, tzinfo=UTC) + timedelta()


def _text(value):
    return None if value is None else str(value)
