"""Whom the routes of formation let in."""

from tests.portal.doors_of.roles import OFFICE, SIGNED_IN

PLACES = {"run_id": "run-1", "proposal_id": "proposal-1", "formation_question": "why-1"}
LET_IN = {
    SIGNED_IN: ("POST /api/v1/formation/proposals/{proposal_id}/decline",),
    OFFICE: (
        "GET /api/v1/formation/runs",
        "POST /api/v1/formation/runs",
        "GET /api/v1/formation/runs/{run_id}",
        "POST /api/v1/formation/runs/{run_id}/cancel",
        "GET /api/v1/formation/runs/{run_id}/proposals",
        "GET /api/v1/formation/proposals/{proposal_id}",
        "POST /api/v1/formation/proposals/{proposal_id}/adopt",
        "POST /api/v1/formation/questions",
        "GET /api/v1/formation/questions/{formation_question}",
        "GET /api/v1/formation/compare",
        "GET /formation",
        "POST /formation",
        "GET /formation/compare",
        "GET /formation/runs/{run_id}",
        "POST /formation/runs/{run_id}",
        "GET /formation/proposals/{proposal_id}",
        "POST /formation/proposals/{proposal_id}",
    ),
}
