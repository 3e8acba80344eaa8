"""The addresses of delivery: its part of the API, and its pages."""

from cityteams_portal.web.delivery import api, pages
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/api/v1/deliveries", api.listed),
    ("POST", "/api/v1/deliveries/retry", api.retry),
    ("GET", "/api/v1/deliveries/{delivery_id}", api.one),
    ("GET", "/api/v1/suppressions", api.suppressed),
    ("POST", "/api/v1/suppressions/{person_id}/lift", api.lift),
    ("GET", "/deliveries", pages.listed),
    ("POST", "/deliveries", pages.act),
    ("GET", "/deliveries/{delivery_id}", pages.one),
)
