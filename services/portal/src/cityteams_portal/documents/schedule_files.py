"""The frab schedule as XML and as JSON: what other conference programs, apps and screens read."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cityteams_portal.domain.calendars.schedule import Day, Held, Schedule, bounds, grid

_GENERATOR = {"name": "cityteams", "version": "0.1.0"}
_UNKNOWN = "und"
"""The tag for a language that nobody told (BCP 47)."""


def schedule_xml(schedule: Schedule, portal: str) -> bytes:
    """The schedule as XML (`application/vnd.c3voc.schedule+xml`)."""
    root = Element("schedule")
    SubElement(root, "generator", _GENERATOR)
    SubElement(root, "version").text = schedule.version
    conference = SubElement(root, "conference")
    for name, value in _conference(schedule, portal).items():
        SubElement(conference, name).text = str(value)
    for title in schedule.tracks:
        SubElement(conference, "track", {"name": title})
    for day in schedule.days:
        _day_element(root, day, schedule, portal)
    indent(root)
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def schedule_json(schedule: Schedule, portal: str) -> bytes:
    """The same as JSON."""
    about = _conference(schedule, portal)
    about["daysCount"] = about.pop("days")
    about.pop("base_url")
    conference = about | {
        "tracks": [{"name": title} for title in schedule.tracks],
        "rooms": [{"name": name, "guid": _room_guid(schedule, name)} for name in schedule.rooms],
        "days": [_day_json(day, schedule, portal) for day in schedule.days],
    }
    whole = {
        "generator": _GENERATOR,
        "schedule": {"version": schedule.version, "base_url": f"{portal}/", "conference": conference},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _conference(schedule: Schedule, portal: str) -> dict[str, Any]:
    """The order is that of the format's schema."""
    minutes = int(grid(schedule).total_seconds()) // 60
    first, last = schedule.days[0].date, schedule.days[-1].date
    return {
        "title": schedule.book.title,
        "acronym": schedule.acronym,
        "start": first.isoformat(),
        "end": last.isoformat(),
        "days": len(schedule.days),
        "timeslot_duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "base_url": f"{portal}/",
        "time_zone_name": schedule.book.time_zone,
    }


def _day_element(root: Element, day: Day, schedule: Schedule, portal: str) -> None:
    starts, ends = bounds(day)
    told = {"index": str(day.index), "date": day.date.isoformat(), "start": starts.isoformat(), "end": ends.isoformat()}
    element = SubElement(root, "day", told)
    for name, held in day.rooms.items():
        room = SubElement(element, "room", {"name": name, "guid": _room_guid(schedule, name)})
        for each in held:
            _event_element(room, each, schedule, portal)


def _event_element(room: Element, held: Held, schedule: Schedule, portal: str) -> None:
    event = SubElement(room, "event", {"id": str(held.number), "guid": held.guid})
    texts = {
        "room": held.room, "title": held.line.title, "subtitle": "", "type": _kind(held),
        "date": held.starts.isoformat(),
        "start": f"{held.starts:%H:%M}", "duration": held.duration, "abstract": "", "slug": held.slug,
        "track": held.line.track or "", "language": _UNKNOWN, "url": _url(schedule, portal),
    }  # fmt: skip
    for name, value in texts.items():
        SubElement(event, name).text = value
    for name in ("persons", "links", "attachments"):
        SubElement(event, name)


def _day_json(day: Day, schedule: Schedule, portal: str) -> dict[str, Any]:
    starts, ends = bounds(day)
    rooms = {name: [_event_json(each, schedule, portal) for each in held] for name, held in day.rooms.items()}
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": starts.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": rooms,
    }


def _event_json(held: Held, schedule: Schedule, portal: str) -> dict[str, Any]:
    return {
        "id": held.number, "guid": held.guid, "date": held.starts.isoformat(), "start": f"{held.starts:%H:%M}",
        "duration": held.duration, "room": held.room, "slug": held.slug, "url": _url(schedule, portal),
        "title": held.line.title, "subtitle": None, "track": held.line.track, "type": _kind(held),
        "language": _UNKNOWN, "abstract": None, "description": None, "persons": [], "links": [], "attachments": [],
    }  # fmt: skip


def _kind(held: Held) -> str:
    return held.line.form or "cluster_talk"


def _url(schedule: Schedule, portal: str) -> str:
    return f"{portal}/agenda/{schedule.book.gathering_id}"


def _room_guid(schedule: Schedule, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:cityteams:room:{schedule.book.gathering_id}:{name}"))
