"""The embedded house: one supervisor, the broker, the mail sink and every installed service on this machine."""

import asyncio
import os
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from time import monotonic

import httpx

from cityteams_chassis import Service
from cityteams_chassis.provision import provision
from cityteams_cli import checks, programs
from cityteams_cli.ages import refuse_newer_stores
from cityteams_cli.bus import Access, connected
from cityteams_cli.folder import DataFolder
from cityteams_cli.permissions import nats_users
from cityteams_cli.stores import Stores
from cityteams_cli.supervisor import Child, Leash, Supervisor
from cityteams_cli.talk import Talk
from cityteams_store.errors import Refused

_STARTING_TAKES_AT_MOST = 60.0


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; port 0 takes any free one."""

    folder: DataFolder
    port: int = 8080
    nats_port: int = checks.NATS_PORT
    level: str = "warning"
    stores: str = ""
    """A URL with `{service}` in it; without one every service has a SQLite file in the folder."""


class House:
    """Everything from the lock of the data folder to the last process; use it as an async context."""

    def __init__(self, wanted: Wanted, services: Mapping[str, Service], talk: Talk) -> None:
        """Checks what can be checked and takes the folder. Raises Refused; nothing is started yet."""
        self.folder, self.services, self.talk = wanted.folder, services, talk
        self._level, self._server = wanted.level, checks.nats_server()
        self.folder.prepare()
        self._lock = self.folder.lock()
        self.stores = Stores(self.folder, wanted.stores)
        self.stores.check(services)
        refuse_newer_stores(self.stores, services)
        self.ports = checks.choose_ports(wanted.port, services, wanted.nats_port)
        users = [*services, programs.PROVISIONER, programs.OPERATOR]
        self.secrets = programs.Secrets.of(self.folder, users, self.stores)
        self._leash = Leash(self._lock)
        self.supervisor = Supervisor(talk, self._leash)

    async def __aenter__(self) -> "House":
        try:
            await self._open()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        clean = await self.supervisor.stop()
        self.folder.forget()
        await to_thread(self._leash.close)
        self._lock.close()
        self.stores.close()
        self.talk.say("everything is stopped" if clean else "stopped; some processes had to be killed", loud=not clean)

    def access(self, user: str) -> Access:
        """How a tool of ours reaches the broker."""
        return Access(self.ports.nats_url, user, self.secrets.passwords[user])

    async def _open(self) -> None:
        config = self.folder.root / "nats.conf"
        config.write_text(programs.server_config(self.folder, self.ports, nats_users(self.services)), "utf-8")
        described = self.ports.described() | {"pid": os.getpid()}
        self.folder.tell(described)
        await self._ready([programs.broker(self._server, config, self.ports, self.secrets)])
        async with connected(self.access(programs.PROVISIONER)) as client:
            reactions = [reaction for service in self.services.values() for reaction in service.reactions]
            await provision(client.jetstream(timeout=10), reactions)
        self.talk.say(f"the streams and {len(reactions)} consumers are provisioned on {self.ports.nats_url}")
        place = programs.Place(self.folder, self.ports, self.secrets, self.stores)
        rest = [programs.service(name, place, self._level) for name in self.services]
        await self._ready([programs.sink(self.folder, self.ports), *rest])

    async def _ready(self, wanted: Iterable[programs.Program]) -> None:
        started, until = self.supervisor.start(wanted), monotonic() + _STARTING_TAKES_AT_MOST
        with self.talk.console.status("") if self.talk.lively else nullcontext() as status:
            async with httpx.AsyncClient(timeout=2, trust_env=False) as web:
                while waiting := [child for child in started if not child.was_ready]:
                    self.supervisor.check()
                    if status is not None:
                        status.update(f"starting {', '.join(child.program.name for child in waiting)}")
                    if monotonic() > until:
                        raise Refused(f"{waiting[0].program.name} is not ready after a minute; look at the lines above")
                    for child in waiting:
                        await self._look(child, web)
                    await asyncio.sleep(0.03)

    async def _look(self, child: Child, web: httpx.AsyncClient) -> None:
        if await _is_ready(child.program.ready, web):
            child.was_ready = True
            self.talk.say(f"{child.program.name} is ready ({child.program.ready})")

    async def while_up(self, work: Callable[[], Awaitable[object]]) -> None:
        """Runs work for as long as the house can go on. Raises what ended the work, or the house."""
        task = asyncio.ensure_future(work())
        try:
            while not task.done():
                self.supervisor.check()
                await asyncio.wait([task], timeout=0.2)
            await task
        finally:
            task.cancel()


async def _is_ready(place: str, web: httpx.AsyncClient) -> bool:
    url = httpx.URL(place)
    try:
        if url.scheme == "http":
            return (await web.get(url)).status_code == httpx.codes.OK
        _, writer = await asyncio.open_connection(url.host, url.port)
        writer.close()
    except (httpx.HTTPError, OSError):
        return False
    return True
