"""What a request handler may use: the service, its settings, the templates and the live figures."""

from dataclasses import dataclass

from starlette.requests import Request

from cityteams_chassis import Service
from cityteams_portal.settings import Settings
from cityteams_portal.web.live import Live
from cityteams_portal.web.pages import Pages


@dataclass(frozen=True)
class Site:
    """One portal."""

    service: Service
    settings: Settings
    pages: Pages
    live: Live


def site_of(request: Request) -> Site:
    """The portal that a request came to."""
    site: Site = request.app.state.site
    return site
