"""Whom mailings let in: the secretariat alone."""

from tests.portal.doors_of.roles import OFFICE

_ONE = "/api/v1/mailings/{mailing_id}"
_WORDS = {"kind": "news", "subject_line": "Hello", "text": "All.", "audience": {"everybody": True}}
LET_IN = {
    OFFICE: (
        "GET /api/v1/mailings",
        "POST /api/v1/mailings",
        f"GET {_ONE}",
        f"GET {_ONE}/recipients",
        *(f"POST {_ONE}/{what}" for what in ("proof", "approve", "stop")),
        "GET /mailings",
        "POST /mailings",
        "GET /mailings/new",
        "GET /mailings/{mailing_id}",
        "POST /mailings/{mailing_id}",
        "GET /mailings/{mailing_id}/edit",
        "POST /mailings/{mailing_id}/edit",
    ),
}
PLACES = {"mailing_id": "m-1"}
BODIES = {
    "/api/v1/mailings": _WORDS,
    f"{_ONE}/proof": {"edition": 1},
    f"{_ONE}/approve": {"edition": 1},
}
