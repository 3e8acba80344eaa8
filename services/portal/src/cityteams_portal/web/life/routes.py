"""The addresses of life: its part of the API, and its pages."""

from cityteams_portal.web.life import api, pages, pages_asked
from cityteams_portal.web.life.acting import routes_of
from cityteams_portal.web.life.acts import ACTS
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/api/v1/clusters/{cluster_id}/life", api.cluster_state),
    ("GET", "/api/v1/clusters/{cluster_id}/history", api.cluster_history),
    ("GET", "/api/v1/invitations", api.my_invitations),
    *routes_of(ACTS),
    ("GET", "/clusters/{cluster_id}/history", pages.history),
    ("GET", "/clusters/{cluster_id}/team", pages.team),
    ("POST", "/clusters/{cluster_id}/team", pages.act),
    ("GET", "/invitations", pages_asked.mine),
    ("POST", "/invitations", pages_asked.answer),
)
