"""The addresses of webhooks: its part of the API, and its pages."""

from cityteams_portal.web.routing import Routes
from cityteams_portal.web.webhooks import api, feed, pages

_ONE = "/api/v1/endpoints/{endpoint_id}"
ROUTES: Routes = (
    ("GET", "/api/v1/endpoints", api.listed),
    ("POST", "/api/v1/endpoints", api.register),
    ("GET", _ONE, api.one),
    ("GET", f"{_ONE}/keys", api.keys),
    ("GET", f"{_ONE}/deliveries", api.deliveries),
    ("POST", f"{_ONE}/revise", api.revise),
    ("POST", f"{_ONE}/rotate", api.rotate),
    ("POST", f"{_ONE}/pause", api.pause),
    ("POST", f"{_ONE}/resume", api.resume),
    ("POST", f"{_ONE}/delete", api.delete),
    ("POST", f"{_ONE}/test", api.test),
    ("POST", f"{_ONE}/replay", api.replay),
    ("GET", "/api/v1/feed", feed.feed),
    ("GET", "/api/v1/event-types", feed.event_types),
    ("GET", "/endpoints", pages.listed),
    ("POST", "/endpoints", pages.register),
    ("GET", "/endpoints/{endpoint_id}", pages.one),
    ("POST", "/endpoints/{endpoint_id}", pages.act),
)
