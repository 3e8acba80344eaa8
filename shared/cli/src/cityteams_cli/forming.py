"""What the commands of formation wait for: a run with a bar, and an answer that takes a moment."""

import asyncio
import json as to_json
from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cityteams_cli.desk import Where, run
from cityteams_cli.portal import Portal, Reply
from cityteams_store.errors import Refused

_LOOK, _ANSWER_TAKES_AT_MOST = 0.5, 300.0


def begin(where: Where, body: Mapping[str, Any], *, wait: bool) -> None:
    """Starts a run; waits for its result if that is wanted. Exit code 1 when it is refused."""

    async def work(client: Portal) -> dict[str, Any]:
        reply = await client.ask("/formation/runs", body)
        _or_refused(reply)
        return await _watched(client, str(body["run_id"]), quiet=where.json) if wait else {"run_id": body["run_id"]}

    found = run(where, work)
    if where.json:
        print(to_json.dumps(found, ensure_ascii=False))
    else:
        _tell(found)
    if found.get("state", "completed") != "completed":
        raise typer.Exit(1)


async def _watched(client: Portal, run_id: str, *, quiet: bool) -> dict[str, Any]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("waiting", total=100)
        while True:
            found: dict[str, Any] | None = await client.find(f"/formation/runs/{run_id}")
            if found and found["state"] != "running":
                return found
            if found and found["step"]:
                bar.update(task, description=found["step"], completed=found["percent"])
            await asyncio.sleep(_LOOK)


def _tell(found: Mapping[str, Any]) -> None:
    console, done = Console(), found.get("done")
    console.print(f"[bold]run[/] {found['run_id']} {found.get('state', 'started')}")
    for each in found.get("contradictions", ()):
        console.print(f"{each['rule']}: {each['text']}", markup=False)
    if done:
        console.print(
            f"{done['proposals']} teams with {done['placed']} of {done['worksheets']} worksheets; "
            f"score {done['score']}, "
            f"{100 * found['quality']:.2f} % of the proven bound {done['bound']} (out of each lead's "
            f"{done['candidates']} likeliest); {100 * done['needs_covered']:.0f} % of needs covered"
        )
        for each in done["blocked"]:
            console.print(f"{each['rule']}: {each['text']}", markup=False)


def ask_why(where: Where, body: Mapping[str, Any]) -> None:
    """Asks, waits for the answer and tells it in words or as JSON."""

    async def work(client: Portal) -> dict[str, Any]:
        _or_refused(await client.ask("/formation/questions", body))
        async with asyncio.timeout(_ANSWER_TAKES_AT_MOST):
            while True:
                found = await client.find(f"/formation/questions/{body['question_id']}")
                if found and found["answer"]:
                    answer: dict[str, Any] = found["answer"]
                    return answer
                await asyncio.sleep(_LOOK)

    answer = run(where, work)
    if where.json:
        print(to_json.dumps(answer, ensure_ascii=False))
        return
    console = Console()
    for line in _said(answer):
        console.print(line, markup=False)


def compare_runs(where: Where, before: str, after: str) -> None:
    """Tells what differs between two finished runs, or as JSON."""
    found = run(where, lambda client: client.get("/formation/compare", before=before, after=after))
    if where.json:
        print(to_json.dumps(found, ensure_ascii=False))
        return
    console = Console()
    for name in ("worksheets", "rules", "weights", "result"):
        console.print(f"{'the same' if found[f'same_{name}'] else 'other'} {name}", markup=False)
    console.print(f"score {found['score']:+d}", markup=False)
    for name, words in (("only_before", "has no team any more"), ("only_after", "has a team now")):
        for each in found[name]:
            console.print(f"{each} {words}", markup=False)
    for each in found["changed"]:
        joins, leaves = ", ".join(each["joins"]) or "nobody", ", ".join(each["leaves"]) or "nobody"
        console.print(f"{each['title']}: joins {joins}; leaves {leaves}; {each['points']:+d} points", markup=False)


def _said(answer: Mapping[str, Any]) -> list[str]:
    if answer["problem"]:
        return [answer["problem"]]
    told = [f"forbidden: {rule.replace('-', ' ')}" for rule in answer["forbidden_by"]]
    if answer["worse_by"] is not None:
        told.append(f"the best team with it ({', '.join(answer['with_it'])}) is {answer['worse_by']} points behind")
    return told + [
        f"the team of {one['lead']} has it and would lose {one['loses']} points" for one in answer["held_by"]
    ]


def _or_refused(reply: Reply) -> None:
    if not reply.done:
        raise Refused(f"{reply.field or 'refused'}: {reply.reason}")
