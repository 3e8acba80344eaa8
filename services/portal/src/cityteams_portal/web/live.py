"""The figures of the front page as they change: server-sent events, at most two a second."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from cityteams_chassis import Service
from cityteams_portal import store
from cityteams_portal.domain.counters import Counters

_PAUSE = 0.5  # seconds between two events, and the age at which shared figures are read again
_LOOK = 2.0  # seconds after which we look again even if nobody told of a change
_HEARTBEAT = 10.0  # seconds of silence after which a comment keeps proxies from hanging up
_WATCHERS = 200


class Live:
    """Shares one look at the store among all who watch."""

    def __init__(self, service: Service) -> None:
        self._service, self._turn = service, asyncio.Lock()
        self._seen, self._at, self.watchers = "", -1e9, 0

    async def figures(self) -> str:
        """The figures as JSON, at most half a second old."""
        async with self._turn:
            if monotonic() - self._at >= _PAUSE:
                self._seen = json.dumps(as_json(await self._service.read(store.counters)))
                self._at = monotonic()
            return self._seen

    async def watch(self) -> AsyncIterator[bytes]:
        """Events until the reader or the service goes."""
        self.watchers += 1
        told, since = "", monotonic()
        try:
            yield b"retry: 2000\n\n"
            while not self._service.stopping.is_set():
                figures = await self.figures()
                if figures != told:
                    told, since = figures, monotonic()
                    yield f"event: counters\ndata: {figures}\n\n".encode()
                    await asyncio.sleep(_PAUSE)
                elif monotonic() - since >= _HEARTBEAT:
                    since = monotonic()
                    yield b": still here\n\n"
                else:
                    await self._service.wait_change(_LOOK)
        finally:
            self.watchers -= 1


def as_json(counters: Counters) -> dict[str, object]:
    """The figures in the shape of `GET /api/v1/counters`."""
    bars = [
        {"sector": bar.sector, "worksheets": bar.worksheets, "listed": bar.listed, "forming": bar.forming}
        for bar in counters.sectors
    ]
    return {**counters.figures, "sectors": bars}


async def live(request: Request) -> Response:
    """`GET /live`."""
    shared: Live = request.app.state.site.live
    if shared.watchers >= _WATCHERS:
        return PlainTextResponse("Too many watch at the moment; the page works without.", 503, {"Retry-After": "30"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(shared.watch(), media_type="text/event-stream", headers=headers)
