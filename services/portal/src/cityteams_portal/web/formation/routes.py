"""The addresses of formation: its part of the API, and its pages."""

from cityteams_portal.web.formation import api, pages
from cityteams_portal.web.routing import Routes

_RUN, _PROPOSAL = "/api/v1/formation/runs/{run_id}", "/api/v1/formation/proposals/{proposal_id}"

ROUTES: Routes = (
    ("GET", "/api/v1/formation/runs", api.runs),
    ("POST", "/api/v1/formation/runs", api.start),
    ("GET", _RUN, api.run),
    ("POST", f"{_RUN}/cancel", api.cancel),
    ("GET", f"{_RUN}/proposals", api.proposals),
    ("GET", _PROPOSAL, api.proposal),
    ("POST", f"{_PROPOSAL}/adopt", api.adopt),
    ("POST", f"{_PROPOSAL}/decline", api.decline),
    ("POST", "/api/v1/formation/questions", api.ask),
    ("GET", "/api/v1/formation/questions/{formation_question}", api.question),
    ("GET", "/api/v1/formation/compare", api.compare),
    ("GET", "/formation", pages.listed),
    ("POST", "/formation", pages.start),
    ("GET", "/formation/compare", pages.compare),
    ("GET", "/formation/runs/{run_id}", pages.run),
    ("POST", "/formation/runs/{run_id}", pages.act),
    ("GET", "/formation/proposals/{proposal_id}", pages.proposal),
    ("POST", "/formation/proposals/{proposal_id}", pages.decide),
)
