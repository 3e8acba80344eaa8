"""One attempt over HTTP: nothing is followed, nothing is unpacked, and nobody can keep us longer than the limit."""

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from datetime import datetime, timedelta
from pathlib import Path

import httpcore2

from cityteams_notifications.domain.webhooks.retrying import Reply, wait_of
from cityteams_notifications.webhooks.guard import GuardedBackend, NotFound, NotPublic, Resolve, resolve
from cityteams_notifications.webhooks.targets import Allowed

MOST_READ = 64 * 1024
"""Bytes of an answer that are read, so that the connection can be used again; a longer answer loses it."""
_KEPT, _KEPT_SECONDS, _DRAIN_SECONDS = 64, 20.0, 1.0
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (NotPublic, "the-address-is-not-public"),
    (NotFound, "the-host-is-not-found"),
    (httpcore2.ConnectError, "no-connection"),
    (httpcore2.TimeoutException, "no-answer-in-time"),
    (httpcore2.ProtocolError, "the-answer-is-not-http"),
    (httpcore2.NetworkError, "the-connection-broke"),
)


class Sender:
    """Posts bodies to endpoints over guarded connections that are kept for a while."""

    def __init__(
        self, allowed: Allowed, timeout: timedelta, authorities: Path | None = None, resolver: Resolve = resolve
    ) -> None:
        self._timeout = timeout.total_seconds()
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(cafile=authorities and str(authorities)),
            max_connections=None,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=GuardedBackend(allowed, resolver),
        )

    async def post(self, url: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Reply:
        """What came of it; raises nothing. The words of the answer are neither kept nor told."""
        try:
            return await self._post(url, headers, body, now)
        except TimeoutError:
            return Reply(reason="no-answer-in-time")
        except Exception as wrong:  # noqa: BLE001 - whatever a stranger's server does is an attempt in vain
            return Reply(reason=_reason(wrong))

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Reply:
        told = {"Host": _host_of(url), "Content-Length": str(len(body)), **headers}
        async with AsyncExitStack() as stack:
            asking = self._pool.stream("POST", url, headers=list(told.items()), content=body)
            async with asyncio.timeout(self._timeout):  # from looking up the name to the last header of the answer
                response = await stack.enter_async_context(asking)
            asked = _retry_after(response)
            await _drain(response)
            if not 100 <= response.status < 600:
                return Reply(reason="the-answer-is-not-http")
            return Reply(response.status, wait=wait_of(asked, now) if asked else None)

    async def close(self) -> None:
        """Lets go of all connections."""
        await self._pool.aclose()


async def _drain(response: httpcore2.Response) -> None:
    """Reads a short answer to its end; what it says does not matter, and neither does how it ends."""
    read, troubles = 0, (TimeoutError, httpcore2.NetworkError, httpcore2.ProtocolError)
    with suppress(*troubles):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for part in response.aiter_stream():
                read += len(part)
                if read > MOST_READ:
                    return


def _retry_after(response: httpcore2.Response) -> str:
    found = [value for name, value in response.headers if name.lower() == b"retry-after"]
    return found[0].decode("latin-1")[:100] if found else ""


def _host_of(url: str) -> str:
    return url.split("/", 3)[2]


def _reason(wrong: Exception) -> str:
    return next((reason for kind, reason in _REASONS if isinstance(wrong, kind)), "the-attempt-failed")
