"""A receiver of webhooks that answers as told: a real server on this machine that speaks HTTP by hand."""

import asyncio
import json
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

Writer = asyncio.StreamWriter
Answer = Callable[["Request", Writer], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    """What arrived."""

    head: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]


def status(code: int, **headers: str) -> Answer:
    """Answers with a status and nothing else."""

    async def answer(_: Request, writer: Writer) -> None:
        told = {"Content-Length": "0", **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"HTTP/1.1 {code} X", *(f"{name}: {value}" for name, value in told.items()), "", ""]
        writer.write("\r\n".join(lines).encode())
        await writer.drain()

    return answer


async def hang(_: Request, _writer: Writer) -> None:
    """Never answers."""
    await asyncio.sleep(3600)


async def trickle(_: Request, writer: Writer) -> None:
    """One byte of the answer's head each tenth of a second."""
    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" * 100:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.1)


async def close_at_once(_: Request, writer: Writer) -> None:
    """Hangs up without an answer."""
    writer.close()


async def close_midway(_: Request, writer: Writer) -> None:
    """Hangs up within the head of the answer."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    await writer.drain()
    writer.close()


async def endless_head(_: Request, writer: Writer) -> None:
    """Header after header."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while not writer.is_closing():
        writer.write(b"X-More: " + b"a" * 8000 + b"\r\n")
        await writer.drain()


def huge(size: int, sent: list[int]) -> Answer:
    """200, and then so many bytes; `sent` counts those that were taken off our hands."""

    async def answer(_: Request, writer: Writer) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode())
        for _step in range(size // 65536):
            writer.write(b"a" * 65536)
            await writer.drain()
            sent.append(65536)

    return answer


OK = status(204)


@dataclass
class Receiver:
    """Answers the next requests from a script, then all with `then`; keeps what arrived."""

    script: list[Answer] = field(default_factory=list)
    then: Answer = OK
    by_id: dict[str, Answer] = field(default_factory=dict)
    got: list[Request] = field(default_factory=list)
    connections: int = 0
    tls: ssl.SSLContext | None = None
    port: int = 0
    _server: asyncio.Server | None = None
    _serving: set["asyncio.Task[None]"] = field(default_factory=set)

    async def __aenter__(self) -> "Receiver":
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def ids(self) -> Counter[str]:
        """How often each event arrived."""
        return Counter(each.message_id for each in self.got)

    def _take(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self._serving.add(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.connections += 1
        try:
            while request := await _read(reader):
                self.got.append(request)
                answer = (
                    self.script.pop(0) if self.script else self.by_id.get(request.event.get("subject", ""), self.then)
                )
                await answer(request, writer)
                if writer.is_closing():
                    return
        except (OSError, asyncio.IncompleteReadError, ssl.SSLError):
            return
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    try:
        head, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[:-2]
    except asyncio.IncompleteReadError:
        return None
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(head, headers, await reader.readexactly(int(headers.get("content-length", "0"))))
