"""What a request handler may use: the service, its settings, the templates and the live figures."""

from dataclasses import dataclass, replace

from starlette.requests import Request

from cityteams_chassis import Service
from cityteams_portal.settings import Settings
from cityteams_portal.web.live import Live
from cityteams_portal.web.pages import Pages
from cityteams_portal.web.speaking import language_of


@dataclass(frozen=True)
class Site:
    """One portal."""

    service: Service
    settings: Settings
    pages: Pages
    live: Live


def site_of(request: Request) -> Site:
    """The portal that a request came to, its pages in the language of who asks."""
    site: Site = request.app.state.site
    return replace(site, pages=site.pages.speaking(language_of(request)))
