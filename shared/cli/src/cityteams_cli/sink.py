"""A mail server that keeps what it gets as files: the mailbox of `cityteams up`, and the witness of the tests."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.policy import compat32
from hashlib import sha256
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

REFUSED = "refused.example.org"
"""Nobody at this domain gets mail here: every recipient of it is answered 550."""
_REPEATS = "repeats.log"
_UNFINISHED = ".unfinished-"


class Folder:
    """One file per mail, named after its Message-ID, so that the same mail twice is one file and one line of a log."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(parents=True, exist_ok=True)
        for left in path.glob(f"{_UNFINISHED}*"):
            left.unlink(missing_ok=True)

    def put(self, mail: bytes) -> bool:
        """Keeps a mail for good; returns False when it was there already."""
        name = _name(mail)
        handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._path)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(mail)
                file.flush()
                os.fsync(file.fileno())
            os.link(unfinished, self._path / f"{name}.eml")
        except FileExistsError:
            self._repeated(name)
            return False
        finally:
            Path(unfinished).unlink(missing_ok=True)
        self._sync()
        return True

    def _repeated(self, name: str) -> None:
        with (self._path / _REPEATS).open("a") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {name}\n")
            log.flush()
            os.fsync(log.fileno())

    def _sync(self) -> None:
        folder = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Sink:
    """Says 250 to every mail once it is on disk, and 550 to recipients at REFUSED."""

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)

    async def handle_RCPT(  # noqa: N802 - the name and the arguments are aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accepts a recipient, or not."""
        if address.rpartition("@")[2].lower() == REFUSED:
            return "550 5.1.1 nobody of that name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Takes a mail over."""
        content = envelope.content
        mail = content.encode() if isinstance(content, str) else content or b""
        new = await asyncio.to_thread(self._folder.put, mail)
        return "250 OK kept" if new else "250 OK known already"


def count(folder: Path) -> tuple[int, int]:
    """How many mails a folder holds and how many more came again."""
    log = folder / _REPEATS
    repeats = log.read_bytes().count(b"\n") if log.exists() else 0
    return sum(1 for _ in folder.glob("*.eml")), repeats


async def listen(handler: Any, port: int, host: str = "127.0.0.1") -> asyncio.Server:
    """A server on this machine only; port 0 means any free one."""
    return await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, hostname="sink.cityteams.local", ident="cityteams sink", enable_SMTPUTF8=True),
        host,
        port,
    )


def _name(mail: bytes) -> str:
    known = BytesHeaderParser(policy=compat32).parsebytes(mail).get("Message-ID", "").strip()
    return sha256(known.encode("utf-8", "surrogateescape") or mail).hexdigest()[:40]


async def _serve(port: int, folder: Path) -> None:
    server, stopping = await listen(Sink(folder), port), asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    host, bound = server.sockets[0].getsockname()[:2]
    print(f"mail sink: {host}:{bound} -> {folder}", flush=True)
    async with server:
        await stopping.wait()


def main(arguments: list[str] | None = None) -> None:
    """`python -m cityteams_cli.sink --port N --folder DIR`; ends at SIGTERM or SIGINT; exit code 2 says why."""
    parser = argparse.ArgumentParser(prog="cityteams-sink", description="a mail server that keeps mails as files")
    parser.add_argument("--port", type=int, default=2525, help="port on this machine; 0 means any free one")
    parser.add_argument("--folder", type=Path, required=True, help="where the mails go, one file each")
    given = parser.parse_args(arguments)
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(given.port, given.folder))
    except OSError as wrong:
        print(f"mail sink: port {given.port} or folder {given.folder} cannot be used: {wrong}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
