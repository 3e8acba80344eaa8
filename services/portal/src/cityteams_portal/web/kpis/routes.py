"""The addresses of kpis: its part of the API, and its pages."""

from cityteams_portal.web.routing import Routes

ROUTES: Routes = ()
