"""How the command line reaches the broker: as provisioner or operator, by the running house or by what was given."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError

from cityteams_cli.folder import DataFolder
from cityteams_store.errors import Refused


@dataclass(frozen=True)
class Access:
    """Where the broker is, and as whom."""

    url: str
    user: str
    password: str

    @classmethod
    def to(cls, user: str, data: Path, url: str | None, password_file: Path | None) -> "Access":
        """As given on the command line, else from the data folder of a running house. Raises Refused."""
        folder = DataFolder(data)
        found = url or os.environ.get("CITYTEAMS_NATS_URL") or str(folder.running().get("nats", ""))
        if not found:
            raise Refused(f"nothing runs on the data folder {data}; start it, or name the broker with --nats")
        path = password_file or folder.secrets / f"nats-{user}.txt"
        try:
            return cls(found, user, path.read_text("utf-8").strip())
        except OSError as wrong:
            raise Refused(
                f"the password of {user} cannot be read: {wrong.strerror} ({path}); name its file with --password-file"
            ) from None


@asynccontextmanager
async def connected(access: Access) -> AsyncIterator[Client]:
    """A connection for one command; it does not wait for a broker that is away. Raises Refused."""
    try:
        client = await nats.connect(
            access.url,
            user=access.user,
            password=access.password,
            name="cityteams cli",
            inbox_prefix=f"_INBOX_{access.user}".encode(),
            allow_reconnect=False,
            connect_timeout=5,
            pending_size=16 << 20,
            error_cb=_silent,
        )
    except (NatsError, OSError, TimeoutError) as away:
        raise Refused(
            f"the broker at {access.url} does not let {access.user} in: {type(away).__name__} {away};"
            " check --nats, --user and --password-file"
        ) from None
    try:
        yield client
    finally:
        await client.close()


async def _silent(_: Exception) -> None:
    """The command itself hears of every failure."""
