"""Plays a season through the portal, as people would: worksheets, a gathering, answers to invitations, an agenda."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from rich.progress import Progress

from cityteams_cli.importing import import_rows
from cityteams_cli.portal import Portal
from cityteams_cli.rows import Result, read_rows
from cityteams_cli.talk import Talk
from cityteams_store.errors import Refused

_QUIET_TAKES_AT_MOST = 120.0
_LOOK, _STILL = 0.1, 5.0
Figures = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Sample:
    """The folder of a season: worksheets.jsonl, and season.json with the gathering and who declines at first."""

    folder: Path

    @property
    def season(self) -> dict[str, Any]:
        """What season.json says. Raises Refused."""
        path = self.folder / "season.json"
        try:
            found = json.loads(path.read_text("utf-8"))
            return {"round": found["round"], "gathering": found["gathering"], "answers": found.get("answers", {})}
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise Refused(
                f"{path} is no season: {type(wrong).__name__} {wrong}; see deploy/sample/season.json"
            ) from None

    @property
    def worksheets(self) -> Path:
        """One row a line."""
        return self.folder / "worksheets.jsonl"

    def gathering(self) -> dict[str, Any]:
        """The body of the request that holds the gathering."""
        season = self.season
        held = dict(season["gathering"])
        rooms = [{"room_id": room["id"], **_without(room, "id")} for room in held["rooms"]]
        return {**_without(held, "id"), "gathering_id": held["id"], "rooms": rooms, "round_id": season["round"]["id"]}

    def declining(self) -> frozenset[str]:
        """The worksheets of which the first one asked declines."""
        return frozenset(self.season["answers"].get("decline_first_of", ()))


def _without(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}


async def play(portal: Portal, sample: Sample, talk: Talk) -> list[Result]:
    """The whole season; what is there already stays as it is. Returns what became of the worksheets."""
    gathering = sample.gathering()
    results = await bring_in(portal, sample.worksheets, talk, accept=True)
    await _done(portal, "/gatherings", gathering, unless="gathering-is-already-announced")
    declining = sample.declining()
    await _until(portal, "every accepted worksheet to be a team", _all_are_teams)
    await _until(portal, "every invitation to be answered", lambda figures: _answer_all(portal, figures, declining))
    await _until(portal, "every listed cluster to have a slot", _all_are_placed)
    await _done(portal, f"/gatherings/{gathering['gathering_id']}/release", {}, unless="nothing-has-changed")
    talk.say(f"{gathering['title']} is planned and its agenda released")
    return results


async def bring_in(portal: Portal, path: Path, talk: Talk, *, accept: bool) -> list[Result]:
    """Imports a file with a progress bar; returns the results in the order of the lines."""
    try:
        total = sum(1 for line in path.open("rb") if line.strip())
    except OSError as wrong:
        raise Refused(f"{path} cannot be read: {wrong.strerror}; check the name") from None
    results: list[Result] = []
    with Progress(console=talk.console, transient=True, disable=not talk.lively) as progress:
        task = progress.add_task("worksheets", total=total)

        def told(result: Result) -> None:
            results.append(result)
            progress.advance(task)

        await import_rows(portal, read_rows(path), accept=accept, told=told)
    counts = Counter(result.ending for result in results)
    talk.say(f"{total} worksheets: " + ", ".join(f"{count} {ending}" for ending, count in sorted(counts.items())))
    return sorted(results, key=lambda result: result.line)


async def _done(portal: Portal, path: str, body: dict[str, Any], *, unless: str) -> None:
    reply = await portal.ask(path, body)
    if not reply.done and not reply.code.startswith(unless):
        raise Refused(f"the season cannot go on: {reply.code}: {reply.reason} {reply.field}".rstrip())


async def _until(portal: Portal, awaited: str, is_so: Callable[[Figures], Awaitable[bool]]) -> None:
    """Looks until it is so twice running (an answer and what follows from it may come in one after the other),
    or until nothing moves any more: where others work, too, the figures need not add up.
    """
    until, seen, moved, before = monotonic() + _QUIET_TAKES_AT_MOST, 0, monotonic(), None
    while seen < 2 and monotonic() - moved < _STILL:
        figures: Figures = await portal.get("/counters")
        seen = seen + 1 if await is_so(figures) else 0
        moved, before = (moved, before) if figures == before else (monotonic(), figures)
        if monotonic() > until:
            raise Refused(f"waited {_QUIET_TAKES_AT_MOST:g} s for {awaited}; figures: {_short(figures)}")
        await asyncio.sleep(_LOOK)


def _short(figures: Figures) -> str:
    return json.dumps({name: states for name, states in figures.items() if name != "sectors"})


async def _all_are_teams(figures: Figures) -> bool:
    return figures["clusters"]["total"] >= figures["worksheets"]["accepted"]


async def _all_are_placed(figures: Figures) -> bool:
    return figures["slots"]["given"] + figures["slots"]["refused"] >= figures["clusters"]["listed"]


async def _answer_all(portal: Portal, figures: Figures, declining: frozenset[str]) -> bool:
    if not figures["invitations"]["open"]:
        return True
    asking = [card["cluster_id"] for card in await _forming(portal) if card["open_invitations"]]
    await asyncio.gather(*(_answer(portal, cluster_id, declining) for cluster_id in asking))
    return False


async def _forming(portal: Portal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        page = await portal.get("/clusters", state="forming", limit="200", after=after)
        found += page["items"]
        after = page["next"] or ""
        if not after:
            return found


async def _answer(portal: Portal, cluster_id: str, declining: frozenset[str]) -> None:
    """Answers what is open; in a cluster that declines at first, the first question is answered by no."""
    cluster = await portal.get(f"/clusters/{cluster_id}")
    first = not any(each["state"] != "open" for each in cluster["invitations"])
    accepts = not (first and cluster["worksheet_id"] in declining)
    for invitation in cluster["invitations"]:
        if invitation["state"] == "open":
            answer = {"cluster_id": cluster_id, "invitation_id": invitation["invitation_id"], "accepts": accepts}
            await _done(portal, "/invitations", answer, unless="invitation-is-already-answered")
