"""A way to a mail server that somebody can close, make slow, or cut while mails go through it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

_PIECE = 4096
_PART = 500
"""Bytes of a text that go through before the line is cut; every letter is longer."""
_TEXT_COMES = b"DATA\r\n"


@dataclass
class Gate:
    """Carries connections from one port of this machine to another.

    Answers come back with `pause` seconds after each byte. Of every `cut_each` texts the last one is cut amid it.
    """

    port: int
    behind: int
    pause: float = 0.0
    cut_each: int = 0
    connections: int = 0
    texts: int = 0
    cuts: int = 0
    _server: asyncio.Server | None = None
    _passing: set["asyncio.Task[None]"] = field(default_factory=set)

    async def open(self) -> None:
        """Lets connections in."""
        self._server = await asyncio.start_server(self._let_in, "127.0.0.1", self.port)

    async def close(self) -> None:
        """Refuses new connections and ends those that are there."""
        if self._server is not None:
            self._server.close()
        passing = tuple(self._passing)
        for each in passing:
            each.cancel()
        await asyncio.gather(*passing, return_exceptions=True)

    def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        passing = asyncio.create_task(self._pass(reader, writer))
        self._passing.add(passing)
        passing.add_done_callback(self._passing.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.behind)
        ways = [asyncio.create_task(self._forth(reader, back)), asyncio.create_task(self._back(there, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in ways:
                each.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (back, writer):
                end.transport.abort()

    async def _forth(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(_PIECE):
                back.write(piece)
                if piece.endswith(_TEXT_COMES):  # the client waits for an answer now
                    self.texts += 1
                    if self.cut_each and self.texts % self.cut_each == 0:
                        back.write(await reader.read(_PART))
                        self.cuts += 1
                        return
                await back.drain()

    async def _back(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await there.read(1 if self.pause else _PIECE):
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(self.pause)
