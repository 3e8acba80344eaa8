"""The addresses of planning: its part of the API, and its pages."""

from cityteams_portal.web.planning import api, asking, desk, pages
from cityteams_portal.web.planning.commands import ANYBODY, OFFICE
from cityteams_portal.web.routing import Routes

_API, _PAGE = "/api/v1/gatherings/{gathering_id}", "/gatherings/{gathering_id}"

ROUTES: Routes = (
    ("GET", "/api/v1/gatherings", api.gatherings),
    ("GET", _API, api.gathering),
    ("GET", f"{_API}/sessions", api.sessions),
    ("GET", f"{_API}/plan", api.plan),
    ("GET", f"{_API}/differences", api.ahead),
    ("GET", f"{_API}/releases", api.releases),
    ("GET", f"{_API}/releases/{{number}}", api.release),
    ("GET", f"{_API}/now", api.now),
    ("GET", f"{_API}/requests", api.requests),
    ("GET", "/api/v1/sessions/{session_id}", api.session),
    *(("POST", path, handler) for path, _, handler in (*OFFICE, *ANYBODY)),
    ("GET", "/gatherings", asking.gatherings),
    ("POST", "/gatherings", asking.hold),
    ("GET", _PAGE, pages.gathering),
    ("GET", f"{_PAGE}/sessions/{{session_id}}", pages.session),
    ("GET", f"{_PAGE}/now", pages.now),
    ("GET", f"{_PAGE}/changelog", pages.changelog),
    ("GET", f"{_PAGE}/releases/{{number}}", pages.release),
    ("GET", f"{_PAGE}/ask", asking.ask),
    ("POST", f"{_PAGE}/ask", asking.send_ask),
    ("GET", f"{_PAGE}/plan", desk.board),
    ("POST", f"{_PAGE}/plan", desk.act),
)
