"""The addresses of preferences: its part of the API, and its pages."""

from cityteams_portal.web.preferences import unsubscribing
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/unsubscribe/{token}", unsubscribing.page),
    ("POST", "/unsubscribe/{token}", unsubscribing.unsubscribe),
)
