"""`formation run`, `list`, `show`, `compare`, `adopt`, `decline`, `why-not`: through the portal, as the secretariat."""

from typing import Annotated
from uuid import uuid4

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

formation = typer.Typer(no_args_is_help=True, help="Propose teams, and see why.")
Run = Annotated[str, typer.Argument(help="The id of the run.")]
Proposal = Annotated[str, typer.Argument(help="The id of the proposal.")]


def mount(app: typer.Typer) -> None:
    """Puts the commands under `cityteams formation`."""
    app.add_typer(formation, name="formation")


@formation.command()
def run(  # noqa: PLR0913, PLR0917 - a command's options
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="The round whose worksheets form teams.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same teams again.")] = 1,
    effort: Annotated[str, typer.Option(help="quick, usual or thorough.")] = "usual",
    region: Annotated[str, typer.Option(help="Where members are wanted: any, same or other country.")] = "any",
    weight: Annotated[
        list[str] | None, typer.Option(help="An aim and its points, such as need=40; repeatable.")
    ] = None,
    pin: Annotated[list[str] | None, typer.Option(help="LEAD:MEMBER, two worksheets; repeatable.")] = None,
    apart: Annotated[list[str] | None, typer.Option(help="ONE:OTHER, two organisations; repeatable.")] = None,
    wait: Annotated[bool, typer.Option(help="Wait for the result, with a bar.")] = True,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Propose teams for a round, and wait for them.

    Example: `cityteams formation run sc3-2018 --weight need=40 --apart o-one:o-other`.
    Exit code 1 when the rules contradict each other; the field and the remedy are told.
    """
    from cityteams_cli.desk import Where  # noqa: PLC0415 - only this command pays for it
    from cityteams_cli.forming import begin  # noqa: PLC0415

    body = {
        "run_id": str(uuid4()),
        "round_id": round_id,
        "seed": seed,
        "effort": effort,
        "region": region,
        "weights": dict(_pair(each, "=", "--weight need=40") for each in weight or ()),
        "pins": [dict(zip(("lead", "member"), _pair(each, ":", "--pin w-1:w-2"), strict=True)) for each in pin or ()],
        "apart": [
            dict(zip(("one", "other"), _pair(each, ":", "--apart o-1:o-2"), strict=True)) for each in apart or ()
        ],
    }
    begin(Where(portal, token, token_file, data, json), body, wait=wait)


def _pair(text: str, sign: str, example: str) -> tuple[str, str]:
    one, found, other = text.partition(sign)
    if not found or not one or not other:
        raise typer.BadParameter(f"'{text}' is not two parts with '{sign}' between, such as {example}")
    return one, other


@formation.command("list")
def list_(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False
) -> None:
    """List the runs, the latest first."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    columns = ("run_id", "round_id", "state", "started_at", "percent", "quality")
    show_list(Where(portal, token, token_file, data, json), "/formation/runs", columns, 100)


@formation.command()
def show(  # noqa: PLR0913, PLR0917
    run_id: Run,
    most: Annotated[int, typer.Option(min=0, help="How many proposals at most.")] = 20,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Show a run: score, proven bound, and its proposals, the best first.

    With --json, one proposal a line, with every reason.
    """
    from cityteams_cli.desk import Where, show_list, show_one  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    if not json:
        show_one(where, f"/formation/runs/{run_id}")
    if most:
        columns = ("proposal_id", "lead", "state", "score")
        show_list(where, f"/formation/runs/{run_id}/proposals", columns, most)


@formation.command()
def compare(  # noqa: PLR0913, PLR0917
    before: Run,
    after: Annotated[str, typer.Argument(help="The id of a later run.")],
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Show what differs between two finished runs: worksheets, rules, weights, teams."""
    from cityteams_cli.desk import Where  # noqa: PLC0415
    from cityteams_cli.forming import compare_runs  # noqa: PLC0415

    compare_runs(Where(portal, token, token_file, data, json), before, after)


@formation.command()
def adopt(
    proposal: Proposal,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Adopt a proposal: the lead's cluster asks the members to join."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/formation/proposals/{proposal}/adopt")


@formation.command()
def decline(  # noqa: PLR0913, PLR0917
    proposal: Proposal,
    member: Annotated[list[str] | None, typer.Option(help="A member's worksheet; none means all; repeatable.")] = None,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Decline a proposal: the lead is not proposed with these members again."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"members": list(member or ())}
    do(Where(portal, token, token_file, data, json), f"/formation/proposals/{proposal}/decline", body)


@formation.command("why-not")
def why_not(  # noqa: PLR0913, PLR0917
    run_id: Run,
    lead: Annotated[str, typer.Argument(help="The worksheet of the lead.")],
    other: Annotated[str, typer.Argument(help="The worksheet that is not in its team.")],
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Tell why a worksheet is not in a team: the rule that forbids it, or the points, and who has it instead."""
    from cityteams_cli.desk import Where  # noqa: PLC0415
    from cityteams_cli.forming import ask_why  # noqa: PLC0415

    body = {"question_id": str(uuid4()), "run_id": run_id, "lead": lead, "other": other}
    ask_why(Where(portal, token, token_file, data, json), body)
