"""What the commands of the desk have in common: one question or one request to the portal, told in words or JSON."""

import asyncio
import json as to_json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cityteams_cli.commands_people import portal_at
from cityteams_cli.options import refusals
from cityteams_cli.portal import NoAnswer, Portal, Reply
from cityteams_store.errors import Refused

T = Callable[[Portal], Awaitable[Any]]
_PAGE, _LOOK = 200, 0.5


@dataclass(frozen=True)
class Where:
    """Which portal, with which token, and how to tell."""

    portal: str | None
    token: str | None
    token_file: Path | None
    data: Path
    json: bool


def run(where: Where, work: T) -> Any:
    """What `work` gives with a client of the portal; a refusal ends the command."""

    async def within() -> Any:
        async with portal_at(where.data, where.portal, where.token, where.token_file) as client:
            try:
                return await work(client)
            except NoAnswer as late:
                raise Refused(f"{late}; look again later, it is safe") from None

    with refusals():
        return asyncio.run(within())


def show_list(where: Where, path: str, columns: Sequence[str], most: int, **asked: str) -> None:
    """Prints a list, following its pages, as a table or as one JSON object a line."""

    async def work(client: Portal) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        after = ""
        while len(items) < most:
            page = await client.get(path, limit=str(min(_PAGE, most - len(items))), after=after, **asked)
            items += page["items"]
            after = page.get("next") or ""
            if not after:
                break
        return items[:most]

    items = run(where, work)
    if where.json:
        for item in items:
            print(to_json.dumps(item, ensure_ascii=False))
        return
    table = Table(title=f"{len(items)} found", title_justify="left")
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for item in items:
        table.add_row(*(escape(_words(item.get(name))) for name in columns))
    Console().print(table)


def show_one(where: Where, path: str) -> None:
    """Prints one thing, name by name, or as JSON."""
    found = run(where, lambda client: client.get(path))
    if where.json:
        print(to_json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        if value not in (None, "", []):
            Console().print(f"[bold]{name.replace('_', ' ')}[/]: {escape(_words(value))}")


def until_done(where: Where, path: str) -> None:
    """Waits until what is at an address is no longer `running`."""

    async def work(client: Portal) -> None:
        while (await client.find(path) or {"state": "running"})["state"] == "running":  # noqa: ASYNC110
            await asyncio.sleep(_LOOK)

    run(where, work)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_words(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(each)}" for name, each in value.items() if each not in (None, "", [], {}))
    return str(value)


def do(where: Where, path: str, body: Mapping[str, Any] | None = None) -> None:
    """Sends a command and tells what became of it; exit code 1 when it was refused."""
    told(where, run(where, lambda client: client.ask(path, body)))


def tell_once(where: Where, path: str, body: Mapping[str, Any]) -> None:
    """Sends what is answered with a secret that is told once; exit code 1 when the command was refused."""

    async def work(client: Portal) -> tuple[dict[str, Any], Reply]:
        told_ = await client.begin(path, body)
        return told_, await client.outcome(str(told_["command_id"]))

    found, reply = run(where, work)
    if reply.done and not where.json:
        for name in ("endpoint_id", "secret", "public_key"):
            if found.get(name):
                print(f"{name}: {found[name]}")
        return
    if reply.done:
        print(to_json.dumps({name: found.get(name) for name in ("endpoint_id", "secret", "public_key")}))
        return
    told(where, reply)


def bring(where: Where, path: str, file: bytes, kind: str) -> None:
    """The same for a command that is a file."""
    told(where, run(where, lambda client: client.bring(path, file, kind)))


def do_for(where: Where, person: str, name: str, path: str, body: Mapping[str, Any] | None = None) -> None:
    """The same for a person, who may be named by mail address; `{}` in the path stands for the id."""

    async def work(client: Portal) -> Reply:
        return await client.ask(path.format(await id_of(client, person, name)), body)

    told(where, run(where, work))


def do_with(where: Where, path: str, body: Mapping[str, Any], person: str) -> None:
    """The same, with a person in the body, who may be named by mail address."""

    async def work(client: Portal) -> Reply:
        return await client.ask(path, {**body, "person_id": await id_of(client, person)})

    told(where, run(where, work))


async def id_of(client: Portal, person: str, name: str = "") -> str:
    """The id of a person who is named by it or by mail address."""
    if "@" not in person:
        return person
    found = await client.tell("/people", {"name": name or person, "mail": person})
    return str(found["person_id"])


def run_for(where: Where, person: str, path: str) -> Any:
    """What is at an address of a person's."""

    async def work(client: Portal) -> Any:
        return await client.get(path.format(await id_of(client, person)))

    return run(where, work)


def told(where: Where, reply: Reply) -> None:
    """How a command ended."""
    if where.json:
        fields = [{"field": field, "reason": reason} for field, reason in reply.errors]
        known = {"done": reply.done, "about": reply.about, "code": reply.code, "reason": reply.reason}
        print(to_json.dumps(known | {"errors": fields}))
    elif reply.done:
        print(f"done: {reply.about}")
    else:
        typer.echo(f"refused: {reply.reason or reply.code}", err=True)
        for field, reason in reply.errors:
            typer.echo(f"  {field}: {reason}", err=True)
    if not reply.done:
        raise typer.Exit(1)
