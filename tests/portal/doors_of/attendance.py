"""Whom the routes of attendance and of meetings let in."""

from cityteams_portal.web.attendance import acts as attendance
from cityteams_portal.web.meetings import acts as meetings
from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN

_ACTS = (*attendance.ACTS, *meetings.ACTS)
_ONE = "/api/v1/seatings/{seating_id}"
LET_IN = {
    ANYBODY: ("GET /api/v1/seatings", f"GET {_ONE}", "GET /attend", "GET /attend/{seating_id}"),
    SIGNED_IN: (
        "GET /api/v1/seats",
        "GET /api/v1/meetings",
        "POST /attend/{seating_id}",
        "GET /attend/{seating_id}/my-badge.pdf",
        "GET /meetings",
        "POST /meetings",
        *(f"POST {each.path}" for each in _ACTS if not each.office),
    ),
    OFFICE: (
        f"GET {_ONE}/attendees",
        f"GET {_ONE}/badges",
        f"GET {_ONE}/arrivals",
        "GET /attend/{seating_id}/desk",
        "POST /attend/{seating_id}/desk",
        "GET /attend/{seating_id}/badges.pdf",
        "GET /B/{token}",
        "GET /api/v1/gatherings/{gathering_id}/meetings",
        "GET /gatherings/{gathering_id}/meetings",
        "POST /gatherings/{gathering_id}/meetings",
        *(f"POST {each.path}" for each in _ACTS if each.office),
    ),
}
PLACES = {"seating_id": "jam", "meeting_id": "m-1"}
