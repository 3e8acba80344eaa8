"""The addresses of delivery: its part of the API, and its pages."""

from cityteams_portal.web.routing import Routes

ROUTES: Routes = ()
