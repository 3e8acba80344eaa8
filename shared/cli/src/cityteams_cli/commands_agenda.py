"""`cityteams agenda`: solve, place, preview, release, go back, mend; what is held now."""

from typing import Annotated

import typer

from cityteams_cli.commands_gatherings import Gathering, Session
from cityteams_cli.desk import Where, do, show_list, show_one
from cityteams_cli.located import located

agenda = typer.Typer(no_args_is_help=True, help="The agenda of a gathering: solve, place, preview, release, mend.")
Moment = Annotated[str, typer.Option(help="A moment, such as 2026-06-01T14:00:00+02:00.")]


@agenda.command()
@located
def solve(
    where: Where,
    gathering: Gathering,
    seed: Annotated[int, typer.Option(min=0, help="Where the search begins.")] = 0,
    seeds: Annotated[int, typer.Option(min=1, max=16, help="How many beginnings are tried.")] = 4,
    effort: Annotated[int, typer.Option(min=1, help="Thousands of moves for each.")] = 1000,
    wait: Annotated[bool, typer.Option(help="Show how far it is until it ends.")] = True,
) -> None:
    """Look for the best agenda, with a bar that shows how far it is.

    The same seed and effort give the same agenda. `cityteams agenda stop` ends it with the best found.
    """
    from cityteams_cli.solving import watch  # noqa: PLC0415 - only this command pays for it

    do(where, f"/gatherings/{gathering}/solve", {"seed": seed, "seeds": seeds, "effort": effort})
    if wait:
        watch(where, gathering)


@agenda.command()
@located
def stop(where: Where, gathering: Gathering) -> None:
    """End the search with the best agenda found so far."""
    do(where, f"/gatherings/{gathering}/stop")


@agenda.command()
@located
def plan(where: Where, gathering: Gathering) -> None:
    """Show the agenda in progress, rules, warnings, and the search or repair that runs."""
    show_one(where, f"/gatherings/{gathering}/plan")


@agenda.command()
@located
def place(
    where: Where,
    gathering: Gathering,
    session: Session,
    starts: Moment,
    room: Annotated[str, typer.Option(help="The id of the room.")],
) -> None:
    """Put a session at a time and into a room; it is held against the rules at once."""
    do(where, f"/gatherings/{gathering}/place", {"session_id": session, "starts": starts, "room_id": room})


@agenda.command()
@located
def unplace(where: Where, gathering: Gathering, session: Session) -> None:
    """Take a session off the agenda in progress."""
    do(where, f"/gatherings/{gathering}/unplace", {"session_id": session})


@agenda.command()
@located
def differences(where: Where, gathering: Gathering) -> None:
    """Show what the next release would change, and for whom."""
    show_list(where, f"/gatherings/{gathering}/differences", ("change", "title", "was", "now", "people"), 10_000)


@agenda.command()
@located
def release(where: Where, gathering: Gathering) -> None:
    """Make the agenda in progress public; refused while a blocking rule is broken."""
    do(where, f"/gatherings/{gathering}/release")


@agenda.command("roll-back")
@located
def roll_back(where: Where, gathering: Gathering) -> None:
    """Bring the release before the last back, as the next."""
    do(where, f"/gatherings/{gathering}/roll-back")


@agenda.command()
@located
def releases(where: Where, gathering: Gathering) -> None:
    """List every release, the last first."""
    columns = ("release", "released_at", "sessions", "rolled_back_to")
    show_list(where, f"/gatherings/{gathering}/releases", columns, 10_000)


@agenda.command("show")
@located
def show_release(
    where: Where, gathering: Gathering, number: Annotated[int, typer.Argument(help="The number of the release.")]
) -> None:
    """Show a release as it was."""
    show_one(where, f"/gatherings/{gathering}/releases/{number}")


@agenda.command()
@located
def now(where: Where, gathering: Gathering) -> None:
    """Show what is held now and what is next."""
    show_one(where, f"/gatherings/{gathering}/now")


@agenda.command()
@located
def repair(
    where: Where,
    gathering: Gathering,
    starts: Moment,
    ends: Moment,
    away: Annotated[str, typer.Option(help="The id of who is away.")] = "",
    lost: Annotated[str, typer.Option(help="The id of the room that is lost.")] = "",
) -> None:
    """Ask for the fewest moves after somebody fell ill or a room was lost; see `plan` for the answer."""
    hours = {"starts": starts, "ends": ends}
    told = {
        "away": [{"person_id": away, **hours}] if away else [],
        "lost": [{"room_id": lost, **hours}] if lost else [],
    }
    do(where, f"/gatherings/{gathering}/repair", told)


@agenda.command()
@located
def adopt(
    where: Where, gathering: Gathering, repair_id: Annotated[str, typer.Argument(help="The id of the repair.")]
) -> None:
    """Take the proposed moves into the agenda in progress."""
    do(where, f"/gatherings/{gathering}/repair/{repair_id}/adopt")


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(agenda, name="agenda", rich_help_panel="Gatherings")
