"""The addresses of partners: its part of the API, and its pages."""

from cityteams_portal.web.life.acting import routes_of
from cityteams_portal.web.partners import api, pages
from cityteams_portal.web.partners.acts import ACTS
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/api/v1/partners", api.my_partners),
    ("GET", "/api/v1/organisations/{organisation_id}/partners", api.partners_of),
    ("GET", "/api/v1/partner-runs/{run_id}", api.run),
    ("GET", "/api/v1/introductions", api.introductions),
    ("GET", "/api/v1/worksheets/{worksheet_id}/suggestions", api.suggestions),
    *routes_of(ACTS),
    ("GET", "/partners", pages.mine),
    ("POST", "/partners", pages.act),
    ("GET", "/partners/report.pdf", pages.report_document),
)
