"""Whom the routes of webhooks and of the feed let in."""

from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN

_ONE = "/api/v1/endpoints/{endpoint_id}"
LET_IN = {
    ANYBODY: (
        "GET /api/v1/feed",
        "GET /api/v1/event-types",
    ),
    SIGNED_IN: (
        "GET /endpoints",
        "POST /endpoints",
        "GET /api/v1/endpoints",
        "POST /api/v1/endpoints",
    ),
    OFFICE: (  # and the organisation's people: see tests/portal/webhooks
        "GET /endpoints/{endpoint_id}",
        "POST /endpoints/{endpoint_id}",
        f"GET {_ONE}",
        f"GET {_ONE}/keys",
        f"GET {_ONE}/deliveries",
        *(f"POST {_ONE}/{what}" for what in ("revise", "rotate", "pause", "resume", "delete", "test", "replay")),
    ),
}
