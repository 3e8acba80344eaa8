"""The addresses of preferences: its part of the API, and its pages."""

from cityteams_portal.web.preferences import api, pages, unsubscribing, why
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/api/v1/me/preferences", api.preferences),
    ("PUT", "/api/v1/me/preferences", api.prefer),
    ("GET", "/api/v1/me/letters", api.letters),
    ("GET", "/api/v1/me/letters/{letter_id}", api.letter),
    ("GET", "/account/preferences", pages.page),
    ("POST", "/account/preferences", pages.save),
    ("GET", "/account/letters", pages.letters),
    ("GET", "/account/letters/{letter_id}", why.own),
    ("GET", "/why/{token}", why.by_token),
    ("GET", "/unsubscribe/{token}", unsubscribing.page),
    ("POST", "/unsubscribe/{token}", unsubscribing.unsubscribe),
)
