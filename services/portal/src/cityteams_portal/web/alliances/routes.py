"""The addresses of alliances: their part of the API, and their pages."""

from cityteams_portal.web.alliances import api, pages
from cityteams_portal.web.alliances.acts import ACTS
from cityteams_portal.web.life.acting import routes_of
from cityteams_portal.web.routing import Routes

_ONE = "/super-clusters/{super_cluster_id}"
ROUTES: Routes = (
    ("GET", "/api/v1/super-clusters", api.alliance_list),
    ("GET", f"/api/v1{_ONE}", api.alliance),
    ("GET", f"/api/v1{_ONE}/history", api.alliance_history),
    ("GET", f"/api/v1{_ONE}/blueprints/{{document}}", api.blueprint),
    *routes_of(ACTS),
    ("GET", "/super-clusters", pages.listed),
    ("POST", "/super-clusters", pages.form),
    ("GET", _ONE, pages.one),
    ("POST", _ONE, pages.act),
    ("GET", f"{_ONE}/history", pages.history),
    ("GET", f"{_ONE}/blueprints/{{document}}", pages.blueprint),
)
