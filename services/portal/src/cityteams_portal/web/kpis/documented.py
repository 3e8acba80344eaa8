"""What the addresses of KPIs take and who may ask, for the OpenAPI document."""

from cityteams_portal.web.kpis import api, exports
from cityteams_portal.web.routing import Handler

OFFICE, TEAM = "the secretariat", "the team and the secretariat"
READS: dict[Handler, str] = {
    api.sheet: TEAM,
    api.missing: OFFICE,
    api.periods: "whoever is signed in",
    exports.sheets: OFFICE,
}
"""Who may read; an address that is not here is open to anyone."""
