"""Connects to public addresses only: the name is resolved here, every answer is checked, and one of them is dialled.

Since the address that was checked is the address that is dialled, a name that points elsewhere a moment later (DNS
rebinding) gains nothing. TLS still asks for the certificate of the name.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError

from cityteams_notifications.domain.webhooks.addresses import is_public
from cityteams_notifications.webhooks.targets import Allowed

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host; raises OSError when there are none."""


class NotPublic(Exception):  # noqa: N818 - says what it is
    """The host has an address that is not everybody's: nothing was dialled."""


class NotFound(Exception):  # noqa: N818 - says what it is
    """The host has no address at all."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver knows."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class GuardedBackend(AsyncNetworkBackend):
    """The network for endpoints; `allowed` places are dialled wherever they are."""

    def __init__(self, allowed: Allowed, resolver: Resolve = resolve) -> None:
        self._allowed, self._resolve, self._net = allowed, resolver, AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """Dials the addresses of the host one after the other. Raises NotFound, NotPublic, ConnectError."""
        wrong: Exception = ConnectError("no address")
        for address in await self.addresses(host, port):
            try:
                return await self._net.connect_tcp(address, port, timeout, local_address, socket_options)
            except ConnectError as away:
                wrong = away
        raise wrong

    async def addresses(self, host: str, port: int) -> Sequence[str]:
        """What may be dialled; all answers have to be public, or none is. Raises NotFound, NotPublic."""
        try:
            found = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError):
            raise NotFound from None
        if not found:
            raise NotFound
        if not self._allowed.has(host, port) and not all(is_public(each) for each in found):
            raise NotPublic
        return found[:4]

    async def connect_unix_socket(self, *_: Any, **__: Any) -> AsyncNetworkStream:
        """Never. Raises NotPublic."""
        raise NotPublic

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await asyncio.sleep(seconds)
