"""A released agenda as linked data, in the words of schema.org that search engines read."""

from collections.abc import Mapping
from typing import Any

from cityteams_portal.domain.calendars.book import GATHERING
from cityteams_portal.domain.calendars.schedule import Held, Schedule, zone_of


def linked(schedule: Schedule, portal: str) -> dict[str, Any]:
    """The gathering and its sessions as schema.org sees them."""
    book = schedule.book
    days = [each.line for each in book.of((GATHERING,))]
    place = {"@type": "Place", "name": book.place, "address": book.place}
    state = "EventCancelled" if book.called_off else "EventScheduled"
    whole: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{portal}/agenda/{book.gathering_id}",
        "name": book.title,
        "url": f"{portal}/agenda/{book.gathering_id}",
        "location": place,
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": f"https://schema.org/{'Mixed' if book.link else 'Offline'}EventAttendanceMode",
        "subEvent": [_linked(each, place) for day in schedule.days for each in day.held],
    }
    if days:
        zone = zone_of(book.time_zone)
        whole["startDate"] = min(each.starts for each in days).astimezone(zone).isoformat()
        whole["endDate"] = max(each.ends for each in days).astimezone(zone).isoformat()
    return whole


def _linked(held: Held, place: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "Event",
        "identifier": held.guid,
        "name": held.line.title,
        "startDate": held.starts.isoformat(),
        "endDate": held.ends.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": held.room, "containedInPlace": dict(place), "address": place["address"]},
    }
    return told | ({"about": held.line.track} if held.line.track else {})
