"""Whom the routes of calendars let in."""

from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN

LET_IN = {
    ANYBODY: (
        "GET /calendar.ics",
        "GET /calendar/mine/{token}.ics",
        "GET /gatherings/{gathering_id}/calendar.ics",
        "GET /gatherings/{gathering_id}/tracks/{track_id}/calendar.ics",
        "GET /calendars",
        "GET /gatherings/{gathering_id}/schedule.xml",
        "GET /gatherings/{gathering_id}/schedule.json",
        "GET /gatherings/{gathering_id}/agenda.jsonld",
        "GET /gatherings/{gathering_id}/agenda.csv",
        "GET /gatherings/{gathering_id}/agenda.xlsx",
        "GET /gatherings/{gathering_id}/agenda.pdf",
        "GET /gatherings/{gathering_id}/print",
    ),
    SIGNED_IN: ("POST /calendars",),
    OFFICE: ("POST /api/v1/gatherings/{gathering_id}/sessions/import",),
}
PLACES = {"token": "x", "track_id": "t-1"}
