"""`cityteams up` and `cityteams demo`: the whole house on this machine."""

import asyncio
import json
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from rich.panel import Panel

from cityteams_chassis import Service
from cityteams_cli import checks, counting, programs
from cityteams_cli.agreeing import differences
from cityteams_cli.bus import connected
from cityteams_cli.house import House, Wanted
from cityteams_cli.permissions import installed_services
from cityteams_cli.portal import Portal
from cityteams_cli.quiet import until_quiet
from cityteams_cli.season import Sample, play
from cityteams_cli.talk import Talk
from cityteams_store.errors import Refused

WANTED, PLAYED, UNWANTED = "wanted", "played", "unwanted"


class Stopped(Exception):  # noqa: N818 - what happened
    """Somebody asked us to stop."""


def run_up(wanted: Wanted, sample: Sample | None, talk: Talk) -> None:
    """Brings the house up and keeps it until SIGINT or SIGTERM. Raises Refused."""
    services = installed_services()

    async def stay(house: House) -> int:
        await house.while_up(lambda: _greet(house, sample))
        await house.while_up(asyncio.Event().wait)
        return 0

    asyncio.run(_within(wanted, services, talk, stay))


async def _greet(house: House, sample: Sample | None) -> None:
    """The sample season into a fresh folder, then where to look."""
    first, marker = not house.folder.season.exists(), house.folder.season
    if first:
        marker.write_text(WANTED if sample else UNWANTED)
    if sample and marker.read_text() == WANTED:
        house.talk.say(f"open {house.ports.portal} and watch the sample season come in")
        async with Portal(house.ports.portal, house.secrets.api_token) as portal:
            await play(portal, sample, house.talk)
        marker.write_text(PLAYED)
    print_panel(house, first=first)


def print_panel(house: House, *, first: bool) -> None:
    """What a person needs to know now."""
    lines = [
        f"Open      [bold]{house.ports.portal}[/]",
        f"Mails     {house.ports.portal}/letters  (they go to {house.folder.mail}, and nowhere else)",
        f"Broker    {house.ports.nats_url}",
        f"Data      {house.folder.root}  (kept: start again and everything is there)",
        *([f"Stores    {house.stores.shown('{service}')}"] if house.stores.on_a_server else []),
        f"API token {house.folder.secrets}/api-token.txt",
        "Stop      Ctrl-C",
    ]
    title = "cityteams is up, with an empty house" if first else "cityteams is up"
    if house.folder.season.exists() and house.folder.season.read_text() == PLAYED:
        title = "cityteams is up, with the sample season"
    if house.talk.console.is_terminal:
        house.talk.console.print(
            Panel("\n".join(lines), title=title, border_style="green", expand=False), soft_wrap=False
        )
    else:
        house.talk.console.print("\n".join([title, *(f"  {line}" for line in lines)]))


def run_demo(sample: Sample, wanted: Wanted, talk: Talk, *, keep: bool, stay: bool) -> int:
    """Plays the season on free ports, counts, prints one line of JSON; returns the exit code. Raises Refused."""
    services = installed_services()

    async def show(house: House) -> int:
        result: dict[str, Any] = {}
        await house.while_up(lambda: _season(house, sample, services, result))
        print(json.dumps(result), flush=True)
        if stay:
            house.folder.season.write_text(PLAYED)
            print_panel(house, first=True)
            await house.while_up(asyncio.Event().wait)
        return 0 if result["agree"] else 1

    try:
        return asyncio.run(_within(wanted, services, talk, show))
    finally:
        if not keep:
            shutil.rmtree(wanted.folder.root, ignore_errors=True)


async def _season(house: House, sample: Sample, services: Mapping[str, Service], result: dict[str, Any]) -> None:
    since = monotonic()
    async with Portal(house.ports.portal, house.secrets.api_token) as portal:
        await play(portal, sample, house.talk)
    async with connected(house.access(programs.OPERATOR)) as client:
        js = client.jetstream(timeout=10)
        await until_quiet(house.stores, services, js)
        facts = await counting.gather(house.folder, house.stores, services, js)
    wrong = differences(facts)
    result |= counting.summary(facts) | {"seconds": round(monotonic() - since, 2)}
    result |= {"agree": not wrong, "differences": wrong}


async def _within(wanted: Wanted, services: Mapping[str, Service], talk: Talk, work: Any) -> int:
    """Opens the house, works in it and closes it, whatever happens; being asked to stop is no failure."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - we are in one
    asked = 0

    def stop() -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            talk.say("stopping")
            task.cancel()

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, stop)
    try:
        async with House(wanted, services, talk) as house:
            return int(await work(house))
    except asyncio.CancelledError:
        if asked:
            return 0
        raise


def find_sample(given: Path | None) -> Sample | None:
    """The sample season, if there is one. Raises Refused when the folder that was named holds none."""
    found = checks.sample_folder(given)
    if given is not None and found is None:
        raise Refused(f"{given} holds no season.json and worksheets.jsonl; see deploy/sample of the repository")
    return Sample(found) if found else None
