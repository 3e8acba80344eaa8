"""Whom the pages of preferences let in; why a letter came is told to its reader, to who holds it, and to the office."""

from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN

LET_IN = {
    ANYBODY: ("GET /why/{token}",),
    SIGNED_IN: (
        "GET /account/preferences",
        "POST /account/preferences",
        "GET /account/letters",
        "GET /api/v1/me/preferences",
        "PUT /api/v1/me/preferences",
        "GET /api/v1/me/letters",
    ),
    OFFICE: (
        "GET /account/letters/{letter_id}",
        "GET /api/v1/me/letters/{letter_id}",
    ),
}
PLACES = {"letter_id": "l-1"}
BODIES = {"/api/v1/me/preferences": {"wishes": {"teams": "daily"}, "time_zone": "Europe/Paris"}}
