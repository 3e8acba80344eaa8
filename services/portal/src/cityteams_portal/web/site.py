"""What a request handler may use: the service, its settings, the templates and the live figures."""

from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from cityteams_chassis import Service
from cityteams_contracts import Rejected
from cityteams_portal.settings import Settings
from cityteams_portal.web.live import Live
from cityteams_portal.web.pages import Pages
from cityteams_portal.web.speaking import language_of
from cityteams_portal.web.visitor import visitor_of


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


def why(request: Request, no: Rejected) -> str:
    """Why something was refused, in the language of who asked."""
    return site_of(request).pages.tongue.refusal(no.code, no.reason)


def show(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for whoever asks, who is named in its head."""
    return site_of(request).pages.show(template, status, visitor=visitor_of(request), **values)
