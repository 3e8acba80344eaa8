"""The addresses of meetings: its part of the API, and its pages."""

from cityteams_portal.web.life.acting import routes_of
from cityteams_portal.web.meetings import pages
from cityteams_portal.web.meetings.acts import ACTS
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/api/v1/meetings", pages.mine_json),
    ("GET", "/api/v1/gatherings/{gathering_id}/meetings", pages.all_json),
    *routes_of(ACTS),
    ("GET", "/meetings", pages.mine),
    ("POST", "/meetings", pages.act),
    ("GET", "/gatherings/{gathering_id}/meetings", pages.plan),
    ("POST", "/gatherings/{gathering_id}/meetings", pages.make_plan),
)
