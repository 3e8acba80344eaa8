"""Whom the routes of planning let in."""

from cityteams_portal.web.planning.commands import ANYBODY as ASKED_BY_ANYBODY
from cityteams_portal.web.planning.commands import OFFICE as ASKED_BY_OFFICE
from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN

PLACES = {"session_id": "s-1", "request_id": "b-1", "repair_id": "r-1"}
_API, _PAGE = "/api/v1/gatherings/{gathering_id}", "/gatherings/{gathering_id}"
LET_IN = {
    ANYBODY: (
        "GET /api/v1/gatherings",
        f"GET {_API}",
        f"GET {_API}/sessions",
        f"GET {_API}/releases",
        f"GET {_API}/releases/{{number}}",
        f"GET {_API}/now",
        "GET /api/v1/sessions/{session_id}",
        "GET /gatherings",
        f"GET {_PAGE}",
        f"GET {_PAGE}/sessions/{{session_id}}",
        f"GET {_PAGE}/now",
        f"GET {_PAGE}/changelog",
        f"GET {_PAGE}/releases/{{number}}",
    ),
    SIGNED_IN: (
        f"GET {_API}/requests",
        f"GET {_PAGE}/ask",
        f"POST {_PAGE}/ask",
        *(f"POST {path}" for path, _, _ in ASKED_BY_ANYBODY),
    ),
    OFFICE: (
        f"GET {_API}/plan",
        f"GET {_API}/differences",
        "POST /gatherings",
        f"GET {_PAGE}/plan",
        f"POST {_PAGE}/plan",
        *(f"POST {path}" for path, _, _ in ASKED_BY_OFFICE),
    ),
}
