"""Whom the ledger lets in; and the links with which one unsubscribes, which ask for their token alone."""

from tests.portal.doors_of.roles import ANYBODY, OFFICE

LET_IN = {
    ANYBODY: ("GET /unsubscribe/{token}", "POST /unsubscribe/{token}"),
    OFFICE: (
        "GET /api/v1/deliveries",
        "POST /api/v1/deliveries/retry",
        "GET /api/v1/deliveries/{delivery_id}",
        "GET /api/v1/suppressions",
        "POST /api/v1/suppressions/{person_id}/lift",
        "GET /deliveries",
        "POST /deliveries",
        "GET /deliveries/{delivery_id}",
    ),
}
PLACES = {"delivery_id": "d-1"}
BODIES = {"/api/v1/deliveries/retry": {"since": "2018-02-07T00:00:00Z", "until": "2018-02-08T00:00:00Z"}}
