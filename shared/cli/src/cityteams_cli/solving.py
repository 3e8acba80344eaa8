"""Watches a search for an agenda until it ends: a bar, the best so far, and why there is none."""

import asyncio
import sys
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cityteams_cli.desk import Where, run
from cityteams_cli.portal import Portal

_LOOK = 0.5


def watch(where: Where, gathering: str) -> None:
    """Shows how far the search is; exit code 1 when there is no agenda."""
    search = run(where, lambda client: _watched(client, gathering, quiet=where.json))
    if search["state"] == "solved":
        print(f"solved: weight {search['weight']}, {search['lost_interests']} interests lost")
        return
    print("there is no agenda; these contradict each other:" if search["proven"] else "no agenda was found")
    for reason in search["reasons"]:
        print(f"  {reason}")
    raise typer.Exit(1)


async def _watched(client: Portal, gathering: str, *, quiet: bool) -> dict[str, Any]:
    columns = (TextColumn("solving"), BarColumn(), TextColumn("{task.percentage:>3.0f} %  {task.description}"))
    console = Console(stderr=True, quiet=quiet or not sys.stderr.isatty())
    with Progress(*columns, TimeElapsedColumn(), console=console) as shown:
        task = shown.add_task("", total=1.0)
        while True:
            search: dict[str, Any] = (await client.get(f"/gatherings/{gathering}/plan"))["search"]
            best = "" if search["weight"] is None else f"best so far weighs {search['weight']}"
            shown.update(task, completed=search["done"], description=best)
            if search["state"] != "running":
                return search
            await asyncio.sleep(_LOOK)
