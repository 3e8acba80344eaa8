"""Puts the site together and serves it beside the consumers."""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from cityteams_chassis import Service
from cityteams_portal.settings import Settings
from cityteams_portal.web import account, api, api_asking, browse, consents, live, mailbox, oidc, own_data, sign_in
from cityteams_portal.web.areas import AREA_ROUTES
from cityteams_portal.web.calendars.feeds import Written
from cityteams_portal.web.documents.routes import DOCUMENT_ROUTES
from cityteams_portal.web.guard import Guard
from cityteams_portal.web.live import Live
from cityteams_portal.web.office.routes import OFFICE_ROUTES
from cityteams_portal.web.pages import Pages
from cityteams_portal.web.problems import HANDLERS
from cityteams_portal.web.sessions import Sessions
from cityteams_portal.web.site import Site
from cityteams_portal.web.speaking import Remembering
from cityteams_portal.web.worksheets.routes import WORKSHEET_ROUTES

_LOOKS = (
    ("/", browse.home),
    ("/about", browse.about),
    ("/clusters", browse.clusters),
    ("/clusters/{cluster_id}", browse.cluster),
    ("/agenda", browse.agenda),
    ("/agenda/{gathering_id}", browse.agenda),
    ("/commands/{command_id}", browse.command),
    ("/sign-in", sign_in.sign_in),
    ("/sign-in/sent", sign_in.link_sent),
    ("/sign-in/link", sign_in.open_link),
    ("/sign-in/with/{key}/callback", oidc.come_back),
    ("/account", account.account),
    ("/account/data", own_data.own_data),
    ("/account/erase", own_data.ask_erasure),
    ("/letters", mailbox.mails),
    ("/letters/{name}", mailbox.mail),
    ("/live", live.live),
    ("/api/v1/me", account.me),
    ("/api/v1/counters", api.counters),
    ("/api/v1/clusters", api.clusters),
    ("/api/v1/clusters/{cluster_id}", api.cluster),
    ("/api/v1/agenda/{gathering_id}", api.agenda),
    ("/api/v1/commands/{command_id}", api.command),
)
_ASKS = (
    ("/sign-in", sign_in.ask_link),
    ("/sign-in/link", sign_in.redeem),
    ("/sign-in/with/{key}", oidc.hand_over),
    ("/sign-out", account.sign_out),
    ("/account/sessions", account.end_sessions),
    ("/account/consents", consents.consent),
    ("/account/erase", own_data.erase),
    ("/api/v1/worksheets", api_asking.submit_worksheet),
    ("/api/v1/worksheets/{worksheet_id}/withdraw", api_asking.withdraw_worksheet),
    ("/api/v1/invitations", api_asking.answer_invitation),
    ("/api/v1/gatherings", api_asking.hold_gathering),
    ("/api/v1/gatherings/{gathering_id}/release", api_asking.release_agenda),
)


def website(service: Service, settings: Settings) -> ASGIApp:
    """The whole site as one ASGI app, behind its guard."""
    app = Starlette(routes=_routes(), exception_handlers=HANDLERS)
    app.state.providers = oidc.providers_of(settings)
    app.state.written = Written()
    app.state.site = Site(service, settings, Pages(), Live(service))
    return Guard(Remembering(Sessions(app, service, settings)), settings.web_names)


@cache
def _routes() -> Sequence[BaseRoute]:
    """Every route with its compiled path; they hold nothing of a site."""
    looks = [Route(path, answer, methods=["GET"]) for path, answer in _LOOKS]
    asks = [Route(path, answer, methods=["POST"]) for path, answer in _ASKS]
    sheets = [
        Route(path, answer, methods=[method])
        for method, path, answer in (*DOCUMENT_ROUTES, *OFFICE_ROUTES, *WORKSHEET_ROUTES, *AREA_ROUTES)
    ]
    files = Mount("/static", _Files(packages=[("cityteams_portal", "static")]))
    # programs ask for calendars far more often than people for pages, and routes are tried one after the other
    routes = sorted([*looks, *asks, *sheets], key=lambda route: not route.path.endswith(".ics"))
    return (*routes, files)


class _Files(StaticFiles):
    """Files whose address changes with their content; browsers keep them."""

    def file_response(self, *args: Any, **rest: Any) -> Any:
        response = super().file_response(*args, **rest)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class _Server(uvicorn.Server):
    """Leaves the signals to the service."""

    @contextmanager
    def capture_signals(self) -> Any:
        """Captures none."""
        yield


async def serve_website(service: Service, settings: Settings) -> None:
    """Serves until the service stops. A port that is taken stops the service, with the remedy in the log."""
    try:
        listener = _listen(settings.web_host, settings.web_port)
    except OSError as taken:
        place, remedy = f"{settings.web_host}:{settings.web_port}", "set CITYTEAMS_WEB_PORT to a free port"
        service.log.error("web.no-port", place=place, reason=str(taken), remedy=remedy)
        service.stopping.set()
        return
    config = uvicorn.Config(
        website(service, settings),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=1000,
        timeout_graceful_shutdown=1,
    )
    host, port = listener.getsockname()[:2]
    service.log.info("web.ready", address=f"http://{host}:{port}/")
    await _until_stopped(service, _Server(config), listener)


async def _until_stopped(service: Service, server: uvicorn.Server, listener: socket.socket) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="web")
    stopped = asyncio.create_task(service.stopping.wait(), name="web-stopping")
    try:
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await serving
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket; it names TCP, or asyncio would leave Nagle's delay of 40 ms on every answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener
