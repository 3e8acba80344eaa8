"""`cityteams gatherings` and `cityteams sessions`: what is held, who speaks, booths and journeys."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cityteams_cli.desk import Where, do, show_list, show_one
from cityteams_cli.located import located
from cityteams_cli.options import refusals
from cityteams_store.errors import Refused

Gathering = Annotated[str, typer.Argument(help="The id of the gathering.")]
Session = Annotated[str, typer.Argument(help="The id of the session.")]
File = Annotated[Path, typer.Argument(help="A JSON file with the fields of the command.", exists=True, dir_okay=False)]
Reason = Annotated[str, typer.Option(help="Why.")]

gatherings = typer.Typer(no_args_is_help=True, help="Gatherings: hold, change, slip, cancel; delays, booths, journeys.")
sessions = typer.Typer(no_args_is_help=True, help="Sessions: propose, put in, accept, decline, withdraw.")


def _fields(file: Path) -> dict[str, Any]:
    with refusals():
        try:
            told = json.loads(file.read_text("utf-8"))
        except ValueError as wrong:
            raise Refused(f"{file} is not JSON: {wrong}") from None
        if not isinstance(told, dict):
            raise Refused(f"{file} holds no JSON object")
        return told


@gatherings.command("list")
@located
def list_gatherings(where: Where) -> None:
    """List all gatherings, the latest first."""
    show_list(where, "/gatherings", ("gathering_id", "title", "kind", "place", "release"), 1000)


@gatherings.command("show")
@located
def show_gathering(where: Where, gathering: Gathering) -> None:
    """Show a gathering: days, rooms, tracks, booths, deadlines."""
    show_one(where, f"/gatherings/{gathering}")


@gatherings.command()
@located
def hold(where: Where, file: File) -> None:
    """Announce a gathering from a JSON file with the fields of HoldGathering."""
    do(where, "/gatherings", _fields(file))


@gatherings.command()
@located
def change(where: Where, gathering: Gathering, file: File) -> None:
    """Plan a gathering otherwise, from a JSON file with the whole plan."""
    do(where, f"/gatherings/{gathering}/change", _fields(file))


@gatherings.command()
@located
def slip(
    where: Where,
    gathering: Gathering,
    months: Annotated[int, typer.Option(help="Months later; negative: earlier.")] = 0,
    days: Annotated[int, typer.Option(help="Days later; negative: earlier.")] = 0,
    reason: Reason = "",
) -> None:
    """Move a gathering with everything that belongs to it; everyone concerned is told once."""
    do(where, f"/gatherings/{gathering}/slip", {"months": months, "days": days, "reason": reason})


@gatherings.command()
@located
def cancel(where: Where, gathering: Gathering, reason: Reason = "") -> None:
    """Call a gathering off."""
    do(where, f"/gatherings/{gathering}/cancel", {"reason": reason})


@gatherings.command()
@located
def delay(
    where: Where,
    gathering: Gathering,
    since: Annotated[str, typer.Option(help="From when on, such as 2026-06-01T14:00:00+02:00.")],
    minutes: Annotated[int, typer.Option(help="How late; 0: in time again.")],
    room: Annotated[str, typer.Option(help="The id of a room.")] = "",
    track: Annotated[str, typer.Option(help="The id of a track.")] = "",
) -> None:
    """Say that a room or a track runs late; only those concerned are told."""
    told = {"since": since, "minutes": minutes, "room_id": room or None, "track_id": track or None}
    do(where, f"/gatherings/{gathering}/delay", told)


@gatherings.command()
@located
def requests(where: Where, gathering: Gathering) -> None:
    """List who asks for booths and travel support, with the reasons of each answer."""
    columns = ("request_id", "what", "title", "priority", "state", "number", "reasons", "why")
    show_list(where, f"/gatherings/{gathering}/requests", columns, 10_000)


@gatherings.command()
@located
def booths(where: Where, gathering: Gathering) -> None:
    """Give free booths by the rule: a municipal partner presents, a live demo, all others."""
    do(where, f"/gatherings/{gathering}/booths")


@gatherings.command("travel-support")
@located
def travel_support(where: Where, gathering: Gathering) -> None:
    """Grant travel support by the rule, one official per cluster."""
    do(where, f"/gatherings/{gathering}/travel-support")


@sessions.command("list")
@located
def list_sessions(where: Where, gathering: Gathering) -> None:
    """List the sessions of a gathering, whatever their state."""
    show_list(where, f"/gatherings/{gathering}/sessions", ("session_id", "state", "priority", "content"), 10_000)


@sessions.command("show")
@located
def show_session(where: Where, session: Session) -> None:
    """Show one session."""
    show_one(where, f"/sessions/{session}")


@sessions.command()
@located
def plan(where: Where, gathering: Gathering, file: File) -> None:
    """Put a session on the list, accepted at once: JSON with `session_id` and `content`."""
    do(where, f"/gatherings/{gathering}/sessions", _fields(file))


@sessions.command()
@located
def propose(where: Where, gathering: Gathering, file: File) -> None:
    """Answer the call for sessions: JSON with `session_id` and `content`."""
    do(where, f"/gatherings/{gathering}/proposals", _fields(file))


@sessions.command()
@located
def accept(where: Where, session: Session) -> None:
    """Accept a proposed session."""
    do(where, f"/sessions/{session}/accept")


@sessions.command()
@located
def decline(where: Where, session: Session, reason: Reason = "") -> None:
    """Decline a proposed session."""
    do(where, f"/sessions/{session}/decline", {"reason": reason})


@sessions.command()
@located
def withdraw(where: Where, session: Session, reason: Reason = "") -> None:
    """Take a session back."""
    do(where, f"/sessions/{session}/withdraw", {"reason": reason})


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(gatherings, name="gatherings", rich_help_panel="Gatherings")
    app.add_typer(sessions, name="sessions", rich_help_panel="Gatherings")
