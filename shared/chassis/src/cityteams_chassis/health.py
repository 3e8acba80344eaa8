"""What an operator looks at: alive, ready, and figures; served by each service on its own port."""

import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cityteams_store.errors import Refused

Check = Callable[[], Awaitable[str]]
"""Returns an empty text when all is well, else what is wrong."""


class Metrics:
    """The figures of one service."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        counted, at = ("reaction", "outcome"), self.registry
        self.handled = Counter("cityteams_messages", "Messages by outcome", counted, registry=at)
        self.batches = Histogram("cityteams_batch_seconds", "Seconds per batch", ("reaction",), registry=at)
        self.said = Counter("cityteams_said", "Messages put into the outbox", registry=at)


def health_app(service: str, checks: Mapping[str, Check], metrics: Metrics) -> Starlette:
    """`/health/live`, `/health/ready` (503 names what is wrong) and `/metrics`."""

    async def live(_: Request) -> Response:
        return JSONResponse({"service": service, "live": True})

    async def ready(_: Request) -> Response:
        wrong = {name: why for name, check in checks.items() if (why := await check())}
        return JSONResponse({"service": service, "ready": not wrong, "wrong": wrong}, status_code=503 if wrong else 200)

    async def figures(_: Request) -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    paths = (("/health/live", live), ("/health/ready", ready), ("/metrics", figures))
    return Starlette(routes=[Route(path, answer) for path, answer in paths])


class _Quiet(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:  # the service itself decides when to stop
        yield


async def serve(app: Any, host: str, port: int) -> None:
    """Serves an ASGI app until cancelled, without touching signals or logs. Raises Refused when the port is taken."""
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as taken:
        raise Refused(f"port {port} on {host} cannot be used ({taken.strerror}); free it or choose another") from None
    with listening:
        await _Quiet(config).serve(sockets=[listening])
