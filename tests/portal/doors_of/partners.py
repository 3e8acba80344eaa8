"""Whom the routes of partners let in."""

from cityteams_portal.web.partners.acts import ACTS
from tests.portal.doors_of.roles import LEAD, OFFICE, SIGNED_IN, TEAM

PLACES = {"run_id": "run-1", "introduction_id": "i-1"}
LET_IN = {
    SIGNED_IN: (
        "GET /api/v1/partners",
        "GET /api/v1/introductions",
        "GET /partners",
        "POST /partners",
        "GET /partners/report.pdf",
        *(f"POST {each.path}" for each in ACTS if not each.office),
    ),
    LEAD: ("GET /api/v1/organisations/{organisation_id}/partners",),
    TEAM: ("GET /api/v1/worksheets/{worksheet_id}/suggestions",),
    OFFICE: ("GET /api/v1/partner-runs/{run_id}", *(f"POST {each.path}" for each in ACTS if each.office)),
}
