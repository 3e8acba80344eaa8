"""The addresses of mailings: its part of the API, and its pages."""

from cityteams_portal.web.mailings import api, pages
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/api/v1/mailings", api.listed),
    ("POST", "/api/v1/mailings", api.prepare),
    ("GET", "/api/v1/mailings/{mailing_id}", api.one),
    ("GET", "/api/v1/mailings/{mailing_id}/recipients", api.people),
    ("POST", "/api/v1/mailings/{mailing_id}/proof", api.proof),
    ("POST", "/api/v1/mailings/{mailing_id}/approve", api.approve),
    ("POST", "/api/v1/mailings/{mailing_id}/stop", api.stop),
    ("GET", "/mailings", pages.listed),
    ("POST", "/mailings", pages.prepare),
    ("GET", "/mailings/new", pages.new),
    ("GET", "/mailings/{mailing_id}", pages.one),
    ("POST", "/mailings/{mailing_id}", pages.act),
    ("GET", "/mailings/{mailing_id}/edit", pages.edit),
    ("POST", "/mailings/{mailing_id}/edit", pages.revise),
)
